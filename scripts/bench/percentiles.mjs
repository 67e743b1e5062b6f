/** The middle of many values, and what only one in twenty exceeds. */

/** The value below which this share of all lies. */
export function percentile(values, share) {
  const sorted = values.slice().sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** As a row of results has them. */
export function percentiles(values) {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95), count: values.length };
}

/**
 * Whole minutes of a walk, rounded up: what is listed within 15 minutes never reads 16, and what is missing within 5
 * never reads 5.
 */
export function wholeMinutes(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}

/** Steps of a grown person: 0.7 m each, to the next ten. */
export function footsteps(metres: number): number {
  return Math.max(10, Math.round(metres / 7) * 10);
}

/** A speed with at most one digit after the point. */
export function speedText(speed_kmh: number): string {
  return String(Math.round(speed_kmh * 10) / 10);
}

/** A number with at most one digit after the point, such as kilometres. */
export function oneDigit(value: number): string {
  return (Math.round(value * 10) / 10).toFixed(1);
}

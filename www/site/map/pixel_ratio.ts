/** At most twice the CSS resolution: finer costs time and is hardly seen. */
export function pixelRatio(): number {
  return Math.min(2, window.devicePixelRatio || 1);
}

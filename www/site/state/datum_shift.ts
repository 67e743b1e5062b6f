import type { Datum, Position, Yike } from 'yike';

/**
 * A WGS-84 position in another datum. The package converts whatever it is asked about, so the shift of the nearest place
 * is taken: within a few kilometres shifts differ by about a metre.
 */
export function fromWgs84(yike: Yike, at: Position, datum: Datum): Position {
  if (datum === 'wgs84') return at;
  const id = placeNear(yike, at);
  if (id === null) return at;
  const here = yike.place(id, { datum: 'wgs84' }).point;
  const there = yike.place(id, { datum }).point;
  return [at[0] + there[0] - here[0], at[1] + there[1] - here[1]];
}

function placeNear(yike: Yike, at: Position): number | null {
  try {
    const nearest = yike.services({ origin: at, minutes: 30, limit: 1, datum: 'wgs84' }).services[0];
    if (nearest) return nearest.id;
  } catch (error) {
    // Outside the data or far from any street: any place will do.
  }
  return yike.info.counts.places > 0 ? 0 : null;
}

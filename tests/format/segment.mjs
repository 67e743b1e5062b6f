/** Segments of lines, as FORMAT.md has them ("Segment"). */

import { bits, Models, Under } from './range_coder.mjs';

export const RIGHT = 0;
export const STRAIGHT = 1;
export const LEFT = 2;

/** Where a segment lies: its number among the 11 places and the 7 kinds of place, and whether it is inner. */
export const onward = (sameStreet) => ({ place: sameStreet ? 1 : 0, kind: sameStreet ? 1 : 0, inner: 0 });
export const resumed = (turn) => ({ place: 2 + turn, kind: 2, inner: 0 });
export const inner = (isFirst, turn) => ({
  place: (isFirst ? 8 : 5) + turn,
  kind: (isFirst ? 5 : 3) + (turn === STRAIGHT ? 1 : 0),
  inner: 1,
});

export const ringOf = ([dx, dy]) => Math.max(Math.abs(dx), Math.abs(dy));

export class SegmentModels {
  constructor() {
    this.length = new Under(() => new Models(32));
    this.tops = new Under(() => Array.from({ length: 32 }, () => new Models(4)));
    this.sector = new Under(() => new Models(16));
    this.part = new Under(() => new Models(4));
  }

  /** The next step and how it turns. */
  read(coder, where, last) {
    const length = coder.tree(this.length.of(where.kind, bits(ringOf(last), 9)), 32);
    const r = coder.below(this.tops.of(where.inner), length);
    if (r === 0) return { step: [0, 0], turn: STRAIGHT };
    const size = bits(r - 1, 7);
    const sector = coder.tree(this.sector.of(where.place, size), 16);
    const part = coder.tree(this.part.of(where.inner, size, sector), 4);
    const p = 4 * sector + part;
    const low = Math.ceil((p * r) / 8);
    const high = Math.ceil(((p + 1) * r) / 8);
    const t = low + (high - low > 1 ? coder.uniform(high - low) : 0);
    const start = positionOf(onRing(last, r), r) - 4 * r - Math.floor(r / 16);
    const position = (((start + t) % (8 * r)) + 8 * r) % (8 * r);
    return { step: stepAt(position, r), turn: p < 28 ? RIGHT : p >= 37 ? LEFT : STRAIGHT };
  }
}

function onRing([dx, dy], r) {
  const R = ringOf([dx, dy]);
  if (R === 0) return [r, 0];
  const scaled = (d) => Math.sign(d) * Math.floor((Math.abs(d) * r + Math.floor(R / 2)) / R);
  return [scaled(dx), scaled(dy)];
}

function positionOf([x, y], r) {
  if (x === r && y < r) return y + r;
  if (y === r && x > -r) return 3 * r - x;
  if (x === -r && y > -r) return 5 * r - y;
  return 7 * r + x;
}

function stepAt(position, r) {
  const side = Math.floor(position / (2 * r));
  const along = position % (2 * r);
  if (side === 0) return [r, along - r];
  if (side === 1) return [r - along, r];
  if (side === 2) return [-r, r - along];
  return [along - r, -r];
}

/** The shapes of a backdrop, as FORMAT.md has them ("Backdrop"). */

import { RangeDecoder, Under, underNumber, underSigned, underTree } from './range_coder.mjs';
import { inner, onward, SegmentModels } from './segment.mjs';

export function readBackdrop(bytes, shapeCount) {
  const coder = new RangeDecoder(bytes);
  const kinds = underTree(8);
  const counts = underNumber();
  const firsts = underSigned();
  const segments = new Under(() => new SegmentModels());
  const firstSteps = new Map();
  const shapes = [];
  let kind = 0;
  let first = [0, 0];
  for (let shape = 0; shape < shapeCount; shape++) {
    kind = coder.tree(kinds.of(kind), 8);
    const count = coder.number(counts.of(kind));
    first = first.map((coordinate, axis) => coordinate + coder.signed(firsts.of(kind, axis)));
    const points = [first];
    let where = onward(false);
    let last = firstSteps.get(kind) ?? [0, 0];
    while (points.length < count) {
      const { step, turn } = segments.of(kind).read(coder, where, last);
      const [x, y] = points.at(-1);
      points.push([x + step[0], y + step[1]]);
      if (points.length === 2) firstSteps.set(kind, step);
      where = inner(points.length === 2, turn);
      last = step;
    }
    shapes.push({ kind, points });
  }
  return shapes;
}

/** Entrances and places of a block, as FORMAT.md has them ("Entrances and places"). */

import { bits, Models, NumberModels, underBit, underNumber, underSigned, underTree } from './range_coder.mjs';
import { ringOf } from './segment.mjs';

const NO_OBJECT = 3;

export class EntranceReader {
  constructor(coder, firstPlace, lonUnits) {
    this.coder = coder;
    this.lonUnits = lonUnits;
    this.firstPlace = this.nextPlace = firstPlace;
    this.entrances = [];
    this.places = [];
    this.edge = -1;
    this.lastEdge = -2;
    this.lastKind = 0;
    this.ids = [[], [], []];
    this.models = {
      another: underBit(),
      offset: underNumber(),
      known: new Models(1),
      knownBack: new NumberModels(),
      knownSide: new NumberModels(),
      earlier: new Models(1),
      earlierBack: new NumberModels(),
      kind: underTree(4),
      idsBack: underTree(32),
      id: underSigned(64),
      category: underTree(256),
      anotherCategory: underBit(),
      furtherCategory: new Models(256),
      side: underNumber(),
      left: underBit(),
      point: underSigned(),
    };
  }

  /** Reads the entrances of the edge with these points. */
  read(points) {
    const { coder, models } = this;
    this.edge += 1;
    const length = points
      .slice(1)
      .reduce((sum, [x, y], i) => sum + ringOf([x - points[i][0], y - points[i][1]]), 0);
    let offset = 0;
    for (;;) {
      const before = this.lastEdge === this.edge ? 2 : this.lastEdge === this.edge - 1 ? 1 : 0;
      if (!coder.bit(models.another.of(before, bits(length, 9)))) return;
      this.lastEdge = this.edge;
      offset += coder.number(models.offset.of(bits(Math.max(length - offset, 0), 9)));
      const { place, side } = this.place(points, offset);
      this.entrances.push({ edge: this.edge, offset, side, place });
    }
  }

  place(points, offset) {
    const { coder, models, places } = this;
    if (coder.bit(models.known)) {
      const place = places[places.length - 1 - coder.number(models.knownBack)];
      return { place, side: coder.number(models.knownSide) };
    }
    const number = coder.bit(models.earlier)
      ? this.firstPlace - 1 - coder.number(models.earlierBack)
      : this.nextPlace++;
    const kind = coder.tree(models.kind.of(this.lastKind), 4);
    this.lastKind = kind;
    const id = kind === NO_OBJECT ? null : this.id(kind);
    const categories = this.categories(kind);
    const side = coder.number(models.side.of(kind));
    const isLeft = coder.bit(models.left.of(kind));
    const guess = beside(points, offset, isLeft ? side : -side, this.lonUnits);
    const point = guess.map((coordinate, axis) => coordinate + coder.signed(models.point.of(kind, axis)));
    const place = { number, kind, id, categories, point };
    places.push(place);
    return { place, side };
  }

  id(kind) {
    const { coder, models } = this;
    const ids = this.ids[kind];
    const back = coder.tree(models.idsBack.of(kind), 32);
    const id = (ids[ids.length - 1 - back] ?? 0) + coder.signed(models.id.of(kind));
    ids.push(id);
    return id;
  }

  categories(kind) {
    const { coder, models } = this;
    const categories = [coder.tree(models.category.of(kind), 256)];
    while (coder.bit(models.anotherCategory.of(categories.at(-1)))) {
      categories.push(coder.tree(models.furtherCategory, 256));
    }
    return categories;
  }
}

/** Metres in a grid unit of x and of y at a height in grid units. */
function scaleAt(y, lonUnits) {
  const cos = (times) => Math.cos((times * y * Math.PI) / 180e5);
  const lon = 111415.13 * cos(1) - 94.55 * cos(3) + 0.12 * cos(5);
  const lat = 111132.092 - 559.82 * cos(2) + 1.175 * cos(4);
  return [lon / lonUnits, lat / 1e5];
}

/** The grid point so many metres along a line and to the left of it. */
function beside(points, offset, aside, lonUnits) {
  let passed = 0;
  for (let i = 1; ; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const d = [b[0] - a[0], b[1] - a[1]];
    const middle = scaleAt((a[1] + b[1]) / 2, lonUnits);
    const length = Math.hypot(d[0] * middle[0], d[1] * middle[1]);
    if (passed + length < offset && i + 1 < points.length) {
      passed += length;
      continue;
    }
    if (length === 0) return a;
    const share = Math.min((offset - passed) / length, 1);
    const [sx, sy] = scaleAt(a[1], lonUnits);
    const turned = [(-d[1] * sy * aside) / (length * sx), (d[0] * sx * aside) / (length * sy)];
    return [0, 1].map((axis) => roundAway(a[axis] + d[axis] * share + turned[axis]));
  }
}

const roundAway = (number) => Math.sign(number) * Math.floor(Math.abs(number) + 0.5);

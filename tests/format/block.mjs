/** The walk along the streets of a block, as FORMAT.md has it ("Blocks: nodes and edges"). */

import { EntranceReader } from './entrances.mjs';
import {
  bits,
  Models,
  NumberModels,
  RangeDecoder,
  SignedModels,
  Under,
  underBit,
  underNumber,
  underTree,
} from './range_coder.mjs';
import { inner, onward, resumed, ringOf, SegmentModels, STRAIGHT } from './segment.mjs';

const NO_CLASS = 32;
const NO_ATTRIBUTES = { class: 0, surface: 0, level: 0, wheelchair: 0, oneWay: 0, signals: 0, incline: 0 };

/** Reads a block into nodes, edges, entrances and places; street and place numbers are the file's. */
export function readBlock(bytes, entry, lonUnits) {
  return new BlockReader(bytes, entry, lonUnits).read();
}

class BlockReader {
  constructor(bytes, entry, lonUnits) {
    this.coder = new RangeDecoder(bytes);
    this.entry = entry;
    const firsts = new NumberModels();
    this.firstStreet = this.nextStreet = this.coder.number(firsts);
    this.entrances = new EntranceReader(this.coder, this.coder.number(firsts), lonUnits);
    this.met = [];
    this.ownCount = 0;
    this.open = [];
    this.edges = [];
    this.usedStreets = [];
    this.first = null;
    this.models = {
      start: new NumberModels(),
      foreign: new Models(1),
      further: underTree(8),
      manyFurther: new NumberModels(),
      rank: new NumberModels(),
      border: underBit(),
      same: underBit(),
      class: underTree(32),
      surface: underTree(4),
      level: underTree(4),
      wheelchair: underTree(4),
      oneWay: underTree(4),
      signals: underBit(),
      sloping: underBit(),
      incline: new SignedModels(),
      sameStreet: underBit(),
      streetKind: new Models(4),
      usedStreet: new NumberModels(),
      earlierStreet: new NumberModels(),
      closes: underBit(),
      closeRank: underNumber(),
      isNode: new Under(() => new Models(1)),
    };
    this.segments = new SegmentModels();
  }

  read() {
    let at = null;
    while (this.ownCount < this.entry.nodes || this.open.length > 0) {
      if (at?.left > 0) {
        at = this.edge(at, true);
      } else if (this.open.length > 0) {
        at = this.edge(this.open.at(-1), false);
      } else {
        const corner = this.entry.corner;
        const x = corner[0] + this.coder.number(this.models.start);
        const y = corner[1] + this.coder.number(this.models.start);
        at = this.meet([x, y], null, NO_CLASS);
      }
    }
    return {
      met: this.met,
      edges: this.edges,
      entrances: this.entrances.entrances,
      places: this.entrances.places,
    };
  }

  meet(point, step, edgeClass) {
    const { coder, models } = this;
    const foreign = step !== null && coder.bit(models.foreign) === 1;
    let left = coder.tree(models.further.of(edgeClass), 8);
    if (left === 7) left += coder.number(models.manyFurther);
    const node = { point, left, foreign, rank: 0, border: false };
    if (foreign) node.rank = coder.number(models.rank);
    else node.border = coder.bit(models.border.of(Math.min(left, 2))) === 1;
    Object.assign(node, {
      order: this.met.length,
      arrival: step ?? [0, 0],
      exit: STRAIGHT,
      attributes: null,
      street: 0,
    });
    this.met.push(node);
    if (!foreign) this.ownCount += 1;
    if (left > 0) this.open.push(node);
    return node;
  }

  /** Uses up one end of an edge at a node. */
  leave(node) {
    node.left -= 1;
    if (node.left === 0) this.open.splice(this.open.indexOf(node), 1);
  }

  edge(from, isOnward) {
    const noArrival = ringOf(from.arrival) === 0;
    const position = noArrival ? 3 : !isOnward ? 2 : from.left === 1 ? 0 : 1;
    // Where no edge has led to yet, those of the block's first edge count.
    const attributes = this.attributes(position, from.attributes ?? this.first ?? NO_ATTRIBUTES);
    this.first ??= attributes;
    const street = this.street(position, from.street, attributes === (from.attributes ?? this.first));
    this.leave(from);
    const where = isOnward ? onward(street === from.street) : resumed(from.exit);
    const points = [from.point];
    const to = this.line(from, points, where, attributes.class);
    to.attributes = attributes;
    to.street = street;
    this.edges.push({ from, to, points, attributes, street });
    this.entrances.read(points);
    return to;
  }

  attributes(position, before) {
    const { coder, models } = this;
    if (coder.bit(models.same.of(position, before.class))) return before;
    const now = { class: coder.tree(models.class.of(before.class), 32) };
    for (const name of ['surface', 'level', 'wheelchair']) {
      now[name] = coder.tree(models[name].of(now.class, before[name]), 4);
    }
    now.oneWay = coder.tree(models.oneWay.of(now.class), 4);
    now.signals = coder.bit(models.signals.of(now.class));
    now.incline = coder.bit(models.sloping.of(now.class)) ? coder.signed(models.incline) : 0;
    return now;
  }

  street(position, before, sameAttributes) {
    const { coder, models, usedStreets } = this;
    if (coder.bit(models.sameStreet.of(position, before !== 0, sameAttributes))) return before;
    const kind = coder.tree(models.streetKind, 4);
    if (kind === 0) return 0;
    let street;
    if (kind === 1) {
      [street] = usedStreets.splice(usedStreets.length - 1 - coder.number(models.usedStreet), 1);
    } else if (kind === 2) {
      street = this.nextStreet++;
    } else {
      street = this.nextStreet - coder.number(models.earlierStreet);
    }
    usedStreets.push(street);
    return street;
  }

  /** Reads the points of an edge after its first and tells the node at which it ends. */
  line(from, points, where, edgeClass) {
    const { coder, models } = this;
    let last = from.arrival;
    for (;;) {
      const isFirst = points.length === 1;
      const at = points.at(-1);
      if (this.open.length > 0 && coder.bit(models.closes.of(where.place))) {
        const to = this.closest(at, coder.number(models.closeRank.of(isFirst)), isFirst ? from : null);
        const step = [to.point[0] - at[0], to.point[1] - at[1]];
        to.arrival = ringOf(step) === 0 ? last : step;
        points.push(to.point);
        this.leave(to);
        return to;
      }
      const { step, turn } = this.segments.read(coder, where, last);
      if (isFirst) from.exit = turn;
      const point = [at[0] + step[0], at[1] + step[1]];
      points.push(point);
      if (coder.bit(models.isNode.of(where.place, bits(ringOf(step), 15))))
        return this.meet(point, step, edgeClass);
      where = inner(isFirst, turn);
      last = step;
    }
  }

  /** The node with ends left that has a rank by distance. */
  closest(at, rank, farthest) {
    const squared = ({ point: [x, y] }) => (x - at[0]) ** 2 + (y - at[1]) ** 2;
    const keyed = this.open.map((node) => ({ node, key: node === farthest ? Infinity : squared(node) }));
    return keyed.sort((a, b) => a.key - b.key || a.node.order - b.node.order)[rank].node;
  }
}

/** Reads a whole graph file with nothing but FORMAT.md at hand, and tells all that it holds, one JSON document a line. */

import { readBackdrop } from './backdrop.mjs';
import { readBlock } from './block.mjs';
import { columnsOf, readSections } from './sections.mjs';

/** The lines that the example `columns` of the crate `yike` prints, in an order of their own. */
export function linesOf(bytes) {
  const { directory, blocks, sections } = readSections(bytes);
  const read = blocks.map((block, index) => readBlock(block, directory.blocks[index], directory.lonUnits));
  read.forEach((block, index) => check(block, directory.blocks[index]));
  const placeCount = directory.blocks.reduce((sum, { newPlaces }) => sum + newPlaces, 0);
  return [
    ...nodes(read),
    ...read.flatMap(edges),
    ...places(read),
    ...streets(columnsOf(sections.streets, directory.streets, 3)),
    ...texts(columnsOf(sections.texts, placeCount, 6)),
    ...pinyin(new TextDecoder().decode(sections.pinyin).split('\0').slice(0, -1)),
    ...readBackdrop(sections.backdrop, directory.backdropShapes).map(({ kind, points }) => [
      'shape',
      kind,
      points,
    ]),
  ].map((line) => JSON.stringify(line));
}

function check({ met, edges, entrances }, entry) {
  const found = [
    met.filter(({ foreign }) => !foreign).length,
    edges.length,
    edges.reduce((sum, { points }) => sum + points.length - 2, 0),
    entrances.length,
  ];
  const stated = [entry.nodes, entry.edges, entry.innerPoints, entry.entrances];
  if (found.join() !== stated.join()) throw new Error(`${found} in place of ${stated}`);
}

/** Nodes of all blocks, foreign ones joined to those they stand for. */
function nodes(blocks) {
  const known = new Map();
  for (const { met, edges } of blocks) {
    const ranks = new Map();
    const keys = met.map(({ point, foreign, rank }) => {
      if (foreign) return `${point},${rank}`;
      const own = ranks.get(point.join()) ?? 0;
      ranks.set(point.join(), own + 1);
      return `${point},${own}`;
    });
    met.forEach(({ point, border }, index) => {
      const node = known.get(keys[index]) ?? { point, border: false, degree: 0 };
      node.border ||= border;
      known.set(keys[index], node);
    });
    for (const { from, to } of edges) {
      for (const { order } of [from, to]) known.get(keys[order]).degree += 1;
    }
  }
  return [...known.values()].map(({ point, border, degree }) => ['node', ...point, border, degree]);
}

function edges({ edges: all, entrances }) {
  const entrancesOf = all.map(() => []);
  for (const { edge, offset, side, place } of entrances) entrancesOf[edge].push([offset, side, place.number]);
  return all.map(({ points, attributes, street }, index) => {
    const codes = ['class', 'surface', 'level', 'wheelchair', 'oneWay', 'signals', 'incline'];
    return ['edge', points, codes.map((name) => attributes[name]), street, entrancesOf[index]];
  });
}

function places(blocks) {
  const known = new Map();
  for (const { number, point, kind, id, categories } of blocks.flatMap((block) => block.places)) {
    known.set(number, ['place', number, ...point, kind, id ?? 0, categories]);
  }
  return known.values();
}

const streets = ([local, zh, en]) =>
  local.map((name, index) => ['street', index + 1, [name, zh[index], en[index]]]);

const texts = ([local, zh, en, ...others]) =>
  local.map((name, id) => ['texts', id, [name, zh[id], en[id]], others.map((column) => column[id])]);

const pinyin = (spoken) => spoken.map((text) => ['pinyin', [...text][0], [...text].slice(1).join('')]);

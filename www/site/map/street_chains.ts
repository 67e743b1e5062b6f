import type { IndexedShape } from './backdrop_index';

/** A street of one name from end to end, joined from the pieces between its junctions. */
export interface StreetChain {
  name: string;
  /** Smaller is more important. */
  rank: number;
  /** x, y, x, y, … relative to the index's corner. */
  line: Float32Array;
  length: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Piece {
  line: Float32Array;
  used: boolean;
}

/** Joins the named streets of a backdrop, so that a name can run along the whole street. */
export function streetChains(shapes: IndexedShape[]): StreetChain[] {
  const groups: { [key: string]: { name: string; rank: number; pieces: Piece[] } } = {};
  for (const shape of shapes) {
    const rank = RANKS.indexOf(shape.style.look);
    if (!shape.name || rank < 0) continue;
    const group = groups[shape.name] || (groups[shape.name] = { name: shape.name, rank, pieces: [] });
    group.rank = Math.min(group.rank, rank);
    for (const line of shape.lines) group.pieces.push({ line, used: false });
  }
  const chains: StreetChain[] = [];
  for (const key of Object.keys(groups)) {
    const group = groups[key];
    if (!group) continue;
    for (const line of joined(group.pieces)) chains.push(chainOf(group.name, group.rank, line));
  }
  return chains.sort((a, b) => a.rank - b.rank || b.length - a.length);
}

const RANKS = ['street1', 'street2', 'street3', 'street4', 'footway', 'steps'];

/** Grows lines at both ends by the piece that goes on the straightest. */
function joined(pieces: Piece[]): Float32Array[] {
  const atEnd: { [key: string]: Piece[] } = {};
  for (const piece of pieces) {
    for (const key of [endKey(piece.line, true), endKey(piece.line, false)]) {
      const list = atEnd[key];
      if (list) list.push(piece);
      else atEnd[key] = [piece];
    }
  }
  const lines: Float32Array[] = [];
  for (const piece of pieces) {
    if (piece.used) continue;
    piece.used = true;
    let line = grow(piece.line, atEnd);
    line = grow(reversed(line), atEnd);
    // Names read from the left to the right.
    const leftwards = (line[0] as number) > (line[line.length - 2] as number);
    lines.push(leftwards ? reversed(line) : line);
  }
  return lines;
}

function grow(start: Float32Array, atEnd: { [key: string]: Piece[] }): Float32Array {
  const points = Array.from(start);
  for (;;) {
    const n = points.length;
    const x = points[n - 2] as number;
    const y = points[n - 1] as number;
    const dx = x - (points[n - 4] as number);
    const dy = y - (points[n - 3] as number);
    let best: Piece | null = null;
    let bestLine: Float32Array | null = null;
    let bestCosine = 0.3;
    for (const piece of atEnd[keyOf(x, y)] || []) {
      if (piece.used) continue;
      const line = endKey(piece.line, true) === keyOf(x, y) ? piece.line : reversed(piece.line);
      const ex = (line[2] as number) - (line[0] as number);
      const ey = (line[3] as number) - (line[1] as number);
      const cosine = (dx * ex + dy * ey) / (Math.sqrt((dx * dx + dy * dy) * (ex * ex + ey * ey)) || 1);
      if (cosine > bestCosine) {
        best = piece;
        bestLine = line;
        bestCosine = cosine;
      }
    }
    if (!best || !bestLine) return Float32Array.from(points);
    best.used = true;
    for (let i = 2; i < bestLine.length; i++) points.push(bestLine[i] as number);
  }
}

function reversed(line: Float32Array): Float32Array {
  const back = new Float32Array(line.length);
  for (let i = 0; i < line.length; i += 2) {
    back[i] = line[line.length - 2 - i] as number;
    back[i + 1] = line[line.length - 1 - i] as number;
  }
  return back;
}

function endKey(line: Float32Array, first: boolean): string {
  const i = first ? 0 : line.length - 2;
  return keyOf(line[i] as number, line[i + 1] as number);
}

/** Ends closer than about a metre are one. */
function keyOf(x: number, y: number): string {
  return `${Math.round(x / 8)},${Math.round(y / 8)}`;
}

function chainOf(name: string, rank: number, line: Float32Array): StreetChain {
  const chain: StreetChain = {
    name,
    rank,
    line,
    length: 0,
    left: Infinity,
    top: Infinity,
    right: -Infinity,
    bottom: -Infinity,
  };
  for (let i = 0; i < line.length; i += 2) {
    const x = line[i] as number;
    const y = line[i + 1] as number;
    chain.left = Math.min(chain.left, x);
    chain.right = Math.max(chain.right, x);
    chain.top = Math.min(chain.top, y);
    chain.bottom = Math.max(chain.bottom, y);
    if (i > 0) {
      const dx = x - (line[i - 2] as number);
      const dy = y - (line[i - 1] as number);
      chain.length += Math.sqrt(dx * dx + dy * dy);
    }
  }
  return chain;
}

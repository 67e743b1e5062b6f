import type { Box } from './mercator';

/** x, y, x, y, … in world units. */
type Line = Float64Array | number[];

/** Ends of coastlines closer than this are one: about a metre. */
const SAME = 10;
/** How near to the edge, as a share of the box, counts as on it. */
const EDGE_SHARE = 0.02;
/** A closed coast all around: the sea goes on beyond the data. In world units, about 100 km. */
const OPEN_SEA = 1000000;

/**
 * The sea as rings for an even-odd fill, from coastlines that have land to their left (as OpenStreetMap draws them),
 * within a box. `null` where the coastlines do not close: then nothing should be filled.
 */
export function seaWithin(coastlines: Line[], box: Box): Line[] | null {
  const chains = joined(coastlines);
  const closed = chains.filter(isClosed);
  const open = chains.filter((chain) => !isClosed(chain));
  const runs: Line[] = [];
  for (const chain of open) runs.push(...runsInside(chain, box).filter((run) => !hugsEdge(run, box)));
  if (runs.length === 0) {
    if (!closed.some(landInside)) return null;
    return [corners(grown(box, OPEN_SEA))].concat(closed as number[][]);
  }
  const rings = along(runs, box);
  return rings && rings.concat(closed);
}

/** Joins lines end to start, keeping their direction. */
function joined(lines: Line[]): Line[] {
  const starts: { [key: string]: Line[] } = {};
  const ends: { [key: string]: true } = {};
  for (const line of lines) {
    const key = keyAt(line, 0);
    const list = starts[key];
    if (list) list.push(line);
    else starts[key] = [line];
    ends[keyAt(line, line.length - 2)] = true;
  }
  const used = new Set<Line>();
  const chains: Line[] = [];
  const grow = (first: Line): void => {
    const chain = Array.from(first);
    used.add(first);
    for (;;) {
      const next = (starts[keyAt(chain, chain.length - 2)] || []).filter((line) => !used.has(line))[0];
      if (!next) break;
      used.add(next);
      for (let i = 2; i < next.length; i++) chain.push(next[i] as number);
    }
    chains.push(chain);
  };
  // First those with no line before them, then what is left: rings.
  for (const line of lines) if (!used.has(line) && !ends[keyAt(line, 0)]) grow(line);
  for (const line of lines) if (!used.has(line)) grow(line);
  return chains;
}

function keyAt(line: Line, i: number): string {
  return `${Math.round((line[i] as number) / SAME)},${Math.round((line[i + 1] as number) / SAME)}`;
}

function isClosed(line: Line): boolean {
  return line.length >= 8 && keyAt(line, 0) === keyAt(line, line.length - 2);
}

/** Whether a ring has its land inside: then it runs anticlockwise on a map, where y grows downwards. */
function landInside(ring: Line): boolean {
  let area = 0;
  for (let i = 2; i < ring.length; i += 2) {
    area += (ring[i - 2] as number) * (ring[i + 1] as number) - (ring[i] as number) * (ring[i - 1] as number);
  }
  return area < 0;
}

/** The pieces of a line inside the box, each with both ends on the box's edge. */
function runsInside(line: Line, box: Box): Line[] {
  const runs: number[][] = [];
  let run: number[] | null = null;
  for (let i = 2; i < line.length; i += 2) {
    const piece = clip(
      line[i - 2] as number,
      line[i - 1] as number,
      line[i] as number,
      line[i + 1] as number,
      box,
    );
    if (!piece) {
      run = null;
      continue;
    }
    if (!run) {
      run = [piece[0], piece[1]];
      runs.push(run);
    }
    run.push(piece[2], piece[3]);
    if (piece[2] !== line[i] || piece[3] !== line[i + 1]) run = null;
  }
  return runs.map((inside) => toEdge(inside, box));
}

/** Whether a run never leaves the edge: it bounds next to nothing, and where an extract ends its ends mislead. */
function hugsEdge(run: Line, box: Box): boolean {
  const near = Math.min(box.right - box.left, box.bottom - box.top) * EDGE_SHARE;
  for (let i = 0; i < run.length; i += 2) {
    const x = run[i] as number;
    const y = run[i + 1] as number;
    if (Math.min(x - box.left, box.right - x, y - box.top, box.bottom - y) > near) return false;
  }
  return true;
}

/** A segment within a box (Liang and Barsky), or `null`. */
function clip(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  box: Box,
): [number, number, number, number] | null {
  let from = 0;
  let to = 1;
  const dx = x1 - x0;
  const dy = y1 - y0;
  const sides: [number, number][] = [
    [-dx, x0 - box.left],
    [dx, box.right - x0],
    [-dy, y0 - box.top],
    [dy, box.bottom - y0],
  ];
  for (const [p, q] of sides) {
    if (p === 0) {
      if (q < 0) return null;
      continue;
    }
    const t = q / p;
    if (p < 0) from = Math.max(from, t);
    else to = Math.min(to, t);
  }
  if (from > to) return null;
  return [
    from === 0 ? x0 : x0 + from * dx,
    from === 0 ? y0 : y0 + from * dy,
    to === 1 ? x1 : x0 + to * dx,
    to === 1 ? y1 : y0 + to * dy,
  ];
}

/** Leads the ends of a run straight to the nearest edge, where an extract has cut it short. */
function toEdge(run: number[], box: Box): number[] {
  const n = run.length;
  const start = nearestOnEdge(run[0] as number, run[1] as number, box);
  const end = nearestOnEdge(run[n - 2] as number, run[n - 1] as number, box);
  return start.concat(run, end);
}

function nearestOnEdge(x: number, y: number, box: Box): number[] {
  const ways: [number, number, number][] = [
    [x - box.left, box.left, y],
    [box.right - x, box.right, y],
    [y - box.top, x, box.top],
    [box.bottom - y, x, box.bottom],
  ];
  ways.sort((a, b) => a[0] - b[0]);
  const best = ways[0] as [number, number, number];
  return [best[1], best[2]];
}

/** Closes runs along the edge of the box: the sea is to the right, so onwards clockwise. */
function along(runs: Line[], box: Box): Line[] | null {
  const starts = runs.map((run) => perimeter(run[0] as number, run[1] as number, box));
  const used = runs.map(() => false);
  const rings: number[][] = [];
  for (let first = 0; first < runs.length; first++) {
    if (used[first]) continue;
    const ring: number[] = [];
    let current = first;
    for (let steps = 0; steps <= runs.length; steps++) {
      if (used[current]) return null;
      used[current] = true;
      const run = runs[current] as Line;
      for (let i = 0; i < run.length; i++) ring.push(run[i] as number);
      const end = perimeter(run[run.length - 2] as number, run[run.length - 1] as number, box);
      const next = nextClockwise(end, starts);
      addCorners(ring, end, starts[next] as number, box);
      if (next === first) break;
      current = next;
    }
    rings.push(ring);
  }
  return rings;
}

function nextClockwise(from: number, starts: number[]): number {
  let best = 0;
  let least = Infinity;
  starts.forEach((start, i) => {
    const ahead = (start - from + 4) % 4;
    if (ahead < least) {
      least = ahead;
      best = i;
    }
  });
  return best;
}

/** How far around the box a point on its edge lies, clockwise on the map from the left top corner, 0 to 4. */
function perimeter(x: number, y: number, box: Box): number {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  if (y <= box.top) return (x - box.left) / width;
  if (x >= box.right) return 1 + (y - box.top) / height;
  if (y >= box.bottom) return 2 + (box.right - x) / width;
  return 3 + (box.bottom - y) / height;
}

function addCorners(ring: number[], from: number, to: number, box: Box): void {
  const all = corners(box);
  const stop = to <= from ? to + 4 : to;
  for (let corner = Math.floor(from) + 1; corner <= stop; corner++) {
    ring.push(all[(corner % 4) * 2] as number, all[(corner % 4) * 2 + 1] as number);
  }
}

/** Left top, right top, right bottom, left bottom. */
function corners(box: Box): number[] {
  return [box.left, box.top, box.right, box.top, box.right, box.bottom, box.left, box.bottom];
}

function grown(box: Box, by: number): Box {
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by };
}

/** Whether a point lies in the sea. */
export function inSea(rings: ArrayLike<number>[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const yi = ring[i + 1] as number;
      const yj = ring[j + 1] as number;
      if (yi > y === yj > y) continue;
      const xi = ring[i] as number;
      if (x < xi + (((ring[j] as number) - xi) * (y - yi)) / (yj - yi)) inside = !inside;
    }
  }
  return inside;
}

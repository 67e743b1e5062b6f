import type { Position } from 'yike';

import type { BackdropIndex } from './backdrop_index';
import { worldX, worldY } from './mercator';

/** How far a street may be to name a position, in world units: about 150 m. */
const REACH = 1400;

/** The name of the street nearest to a position, or '' if no named street is near. */
export function nearestStreet(index: BackdropIndex, at: Position): string {
  const x = worldX(at[0]);
  const y = worldY(at[1]);
  let name = '';
  let best = REACH * REACH;
  for (const shape of index.within(x - REACH, y - REACH, x + REACH, y + REACH)) {
    if (!shape.name || shape.style.look.indexOf('street') !== 0) continue;
    for (const line of shape.lines) {
      const distance = squaredDistance(line, x - index.left, y - index.top);
      if (distance < best) {
        best = distance;
        name = shape.name;
      }
    }
  }
  return name;
}

function squaredDistance(line: Float32Array, x: number, y: number): number {
  let best = Infinity;
  for (let i = 2; i < line.length; i += 2) {
    const x0 = line[i - 2] as number;
    const y0 = line[i - 1] as number;
    const dx = (line[i] as number) - x0;
    const dy = (line[i + 1] as number) - y0;
    const length = dx * dx + dy * dy;
    const t = length ? Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length)) : 0;
    const ex = x0 + t * dx - x;
    const ey = y0 + t * dy - y;
    best = Math.min(best, ex * ex + ey * ey);
  }
  return best;
}

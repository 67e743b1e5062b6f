import type { Isochrone, Position } from 'yike';

import { worldX, worldY, type Viewport } from './mercator';
import { UNITS_PER_PX, type Shape } from './shapes';
import { ringColour, type Theme } from './theme';

const LINE_PX = 1.75;

/** The outlines of the largest ring, which holds the others; none where nothing is reached. */
export function ringPositions(isochrone: Isochrone): Position[] {
  const positions: Position[] = [];
  const outermost = isochrone.features[0];
  for (const polygon of outermost ? outermost.geometry.coordinates : []) {
    for (const position of polygon[0] || []) positions.push(position);
  }
  return positions;
}

/** The rings, the largest first; holes stay holes. */
export function ringShapes(isochrone: Isochrone, viewport: Viewport, theme: Theme): Shape[] {
  return isochrone.features.map((feature, indexFromOutermost) => {
    const { fill, line } = ringColour(theme, indexFromOutermost);
    let path = '';
    for (const polygon of feature.geometry.coordinates) {
      for (const ring of polygon) path += closedPath(ring, viewport);
    }
    return { path, fill, hasHoles: true, line: { colour: line, width_px: LINE_PX } };
  });
}

/** A closed line whose last position is its first. */
function closedPath(ring: Position[], viewport: Viewport): string {
  const { left, top } = viewport;
  const scale = viewport.scale * UNITS_PER_PX;
  // Steps, not places: half as long a text to put together and to read. Joined at once, as browsers have to copy a text
  // that was added to bit by bit before they read it.
  const steps: number[] = [];
  let start = '';
  let [lastX, lastY] = [0, 0];
  for (let i = 0; i < ring.length - 1; i += 1) {
    const [lon, lat] = ring[i] as Position;
    const x = Math.round((worldX(lon) - left) * scale);
    const y = Math.round((worldY(lat) - top) * scale);
    if (i === 0) start = `M${x} ${y}l`;
    else steps.push(x - lastX, y - lastY);
    lastX = x;
    lastY = y;
  }
  return `${start}${steps.join(' ')}z`;
}

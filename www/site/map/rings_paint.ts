import type { Isochrone, Position } from 'yike';

import { worldX, worldY, type Viewport } from './mercator';
import { ringColour, type Theme } from './theme';

/** The outlines of the largest ring, which holds the others; none where nothing is reached. */
export function ringPositions(isochrone: Isochrone): Position[] {
  const positions: Position[] = [];
  const outermost = isochrone.features[0];
  for (const polygon of outermost ? outermost.geometry.coordinates : []) {
    for (const position of polygon[0] || []) positions.push(position);
  }
  return positions;
}

/** Draws the rings, the largest first; holes stay holes. */
export function paintRings(
  context: CanvasRenderingContext2D,
  isochrone: Isochrone,
  viewport: Viewport,
  theme: Theme,
): void {
  context.lineJoin = 'round';
  context.lineWidth = 1.75;
  isochrone.features.forEach((feature, indexFromOutermost) => {
    const colour = ringColour(theme, indexFromOutermost);
    context.beginPath();
    for (const polygon of feature.geometry.coordinates) {
      for (const ring of polygon) traceRing(context, ring, viewport);
    }
    context.fillStyle = colour.fill;
    context.fill('evenodd');
    context.strokeStyle = colour.line;
    context.stroke();
  });
}

function traceRing(context: CanvasRenderingContext2D, ring: Position[], viewport: Viewport): void {
  const { left, top, scale } = viewport;
  ring.forEach((position, i) => {
    const x = (worldX(position[0]) - left) * scale;
    const y = (worldY(position[1]) - top) * scale;
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.closePath();
}

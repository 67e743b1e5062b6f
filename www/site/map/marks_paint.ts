import type { Position, Route, Service } from 'yike';

import { worldX, worldY, type Viewport } from './mercator';
import type { Theme } from './theme';

/** What stands on top of the rings. */
export interface Marks {
  services: Service[];
  /** The walk to the chosen place. */
  route: Route | null;
  /** Where the chosen place is. */
  chosen: Position | null;
}

/** Where there is something to draw. */
export function markPositions(marks: Marks): Position[] {
  const positions = marks.services.map((service) => service.point);
  if (marks.chosen) positions.push(marks.chosen);
  return marks.route ? positions.concat(marks.route.geometry.coordinates) : positions;
}

/** Draws the services as dots, the walk as a line, and the chosen place as a larger dot. */
export function paintMarks(
  context: CanvasRenderingContext2D,
  marks: Marks,
  viewport: Viewport,
  theme: Theme,
): void {
  const radius = viewport.zoom < 14 ? 2.5 : viewport.zoom < 15.5 ? 3.5 : 4.5;
  context.lineWidth = viewport.zoom < 14 ? 1.2 : 1.75;
  context.strokeStyle = theme.dot;
  context.fillStyle = theme.dotFill;
  context.beginPath();
  const taken: { [cell: string]: true } = {};
  for (const service of marks.services) {
    const [x, y] = pixel(service.point, viewport);
    if (x < -9 || y < -9 || x > viewport.width + 9 || y > viewport.height + 9) continue;
    // Of dots that would lie on one another the first, nearest one stands for all until the map is zoomed in; which
    // those are does not depend on where the canvas begins.
    const cell = [x + viewport.left * viewport.scale, y + viewport.top * viewport.scale]
      .map((at) => Math.round(at / radius / 2.2))
      .join();
    if (taken[cell]) continue;
    taken[cell] = true;
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
  context.stroke();
  if (marks.route) {
    const line = marks.route.geometry.coordinates;
    const end = line[line.length - 1];
    if (end && marks.chosen) paintLink(context, end, marks.chosen, viewport, theme);
    paintWalk(context, line, viewport, theme);
  }
  if (marks.chosen) {
    const [x, y] = pixel(marks.chosen, viewport);
    context.beginPath();
    context.arc(x, y, 8, 0, 2 * Math.PI);
    context.fillStyle = theme.chosen;
    context.strokeStyle = theme.walkHalo;
    context.lineWidth = 3;
    context.stroke();
    context.fill();
  }
}

/** Draws the pin, its tip at the position. The map has its own, that can be dragged; pictures take this one. */
export function paintPin(
  context: CanvasRenderingContext2D,
  position: Position,
  viewport: Viewport,
  theme: Theme,
): void {
  const [x, y] = pixel(position, viewport);
  context.save();
  context.translate(x, y);
  context.beginPath();
  context.moveTo(0, 0);
  context.bezierCurveTo(-5, -9, -14, -15, -14, -25);
  context.arc(0, -25, 14, Math.PI, 0);
  context.bezierCurveTo(14, -15, 5, -9, 0, 0);
  context.fillStyle = theme.pin;
  context.fill();
  context.beginPath();
  context.arc(0, -25, 5.5, 0, 2 * Math.PI);
  context.fillStyle = theme.pinEye;
  context.fill();
  context.restore();
}

/** The few metres from the street to the place, dotted: no way is mapped there. */
function paintLink(
  context: CanvasRenderingContext2D,
  from: Position,
  to: Position,
  viewport: Viewport,
  theme: Theme,
): void {
  context.beginPath();
  context.moveTo(...pixel(from, viewport));
  context.lineTo(...pixel(to, viewport));
  context.strokeStyle = theme.walk;
  context.lineWidth = 3;
  context.lineCap = 'round';
  context.setLineDash([0.1, 6]);
  context.stroke();
  context.setLineDash([]);
}

function paintWalk(
  context: CanvasRenderingContext2D,
  line: Position[],
  viewport: Viewport,
  theme: Theme,
): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.beginPath();
  line.forEach((position, i) => {
    const [x, y] = pixel(position, viewport);
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.strokeStyle = theme.walkHalo;
  context.lineWidth = 8;
  context.stroke();
  context.strokeStyle = theme.walk;
  context.lineWidth = 4;
  context.stroke();
}

function pixel(position: Position, viewport: Viewport): [number, number] {
  return [
    (worldX(position[0]) - viewport.left) * viewport.scale,
    (worldY(position[1]) - viewport.top) * viewport.scale,
  ];
}

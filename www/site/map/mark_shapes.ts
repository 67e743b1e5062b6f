import type { Position, Route, Service } from 'yike';

import { worldX, worldY, type Viewport } from './mercator';
import { UNITS_PER_PX, type Shape } from './shapes';
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

/** The services as dots, the walk as a line, and the chosen place as a larger dot. */
export function markShapes(marks: Marks, viewport: Viewport, theme: Theme): Shape[] {
  const shapes = [dots(marks.services, viewport, theme)];
  if (marks.route) {
    const line = marks.route.geometry.coordinates;
    const end = line[line.length - 1];
    if (end && marks.chosen) shapes.push(link(end, marks.chosen, viewport, theme));
    const path = openPath(line, viewport);
    shapes.push({ path, line: { colour: theme.walkHalo, width_px: 8 } });
    shapes.push({ path, line: { colour: theme.walk, width_px: 4 } });
  }
  if (marks.chosen) {
    const [x, y] = units(marks.chosen, viewport);
    const path = `M${x} ${y}${circle(8)}`;
    shapes.push({ path, line: { colour: theme.walkHalo, width_px: 3 } });
    shapes.push({ path, fill: theme.chosen });
  }
  return shapes;
}

function dots(services: Service[], viewport: Viewport, theme: Theme): Shape {
  const { zoom } = viewport;
  const radius_px = zoom < 14 ? 2.5 : zoom < 15.5 ? 3.5 : 4.5;
  const dot = circle(radius_px);
  const cell = radius_px * 2.2 * UNITS_PER_PX;
  const scale = viewport.scale * UNITS_PER_PX;
  const [left, top] = [viewport.left * scale, viewport.top * scale];
  const margin = 9 * UNITS_PER_PX;
  const [right, bottom] = [viewport.width * UNITS_PER_PX + margin, viewport.height * UNITS_PER_PX + margin];
  const taken: { [cell: string]: true } = {};
  let path = '';
  for (const service of services) {
    const [x, y] = units(service.point, viewport);
    if (x < -margin || y < -margin || x > right || y > bottom) continue;
    // Of dots that would lie on one another the first, nearest one stands for all until the map is zoomed in; which
    // those are does not depend on where the drawing begins.
    const key = `${Math.round((x + left) / cell)},${Math.round((y + top) / cell)}`;
    if (taken[key]) continue;
    taken[key] = true;
    path += `M${x} ${y}${dot}`;
  }
  const width_px = zoom < 14 ? 1.2 : 1.75;
  return { path, fill: theme.dotFill, line: { colour: theme.dot, width_px } };
}

/** A circle around the point at which a path stands. */
function circle(radius_px: number): string {
  const radius = radius_px * UNITS_PER_PX;
  const half = `a${radius} ${radius} 0 0 0 `;
  return `m${radius} 0${half}${-2 * radius} 0${half}${2 * radius} 0z`;
}

/** The few metres from the street to the place, dotted: no way is mapped there. */
function link(from: Position, to: Position, viewport: Viewport, theme: Theme): Shape {
  return {
    path: openPath([from, to], viewport),
    line: { colour: theme.walk, width_px: 3, dashes_px: [0.1, 6] },
  };
}

function openPath(line: Position[], viewport: Viewport): string {
  return line.length ? `M${line.map((position) => units(position, viewport).join(' ')).join('L')}` : '';
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

/** A position in whole units of shapes. */
function units(position: Position, viewport: Viewport): [number, number] {
  const [x, y] = pixel(position, viewport);
  return [Math.round(x * UNITS_PER_PX), Math.round(y * UNITS_PER_PX)];
}

function pixel(position: Position, viewport: Viewport): [number, number] {
  return [
    (worldX(position[0]) - viewport.left) * viewport.scale,
    (worldY(position[1]) - viewport.top) * viewport.scale,
  ];
}

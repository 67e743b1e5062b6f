import type { BackdropIndex, IndexedShape } from './backdrop_index';
import { streetWidth, type Look } from './backdrop_style';
import type { Viewport } from './mercator';
import type { Theme } from './theme';

/** Room beyond the viewport for lines whose middle lies outside. */
const REACH_PX = 24;

/** Draws ground, water, green, buildings, railways and streets. */
export function paintBackdrop(
  context: CanvasRenderingContext2D,
  index: BackdropIndex,
  viewport: Viewport,
  theme: Theme,
): void {
  const reach = REACH_PX / viewport.scale;
  const found = index.within(
    viewport.left - reach,
    viewport.top - reach,
    viewport.left + viewport.width / viewport.scale + reach,
    viewport.top + viewport.height / viewport.scale + reach,
  );
  const byLook: { [look in Look]?: IndexedShape[] } = {};
  for (const shape of found) {
    if (viewport.zoom < shape.style.minZoom) continue;
    const list = byLook[shape.style.look];
    if (list) list.push(shape);
    else byLook[shape.style.look] = [shape];
  }
  const pen = new Pen(context, index, viewport);
  context.lineJoin = 'round';
  context.lineCap = 'round';

  paintGround(context, index, viewport, theme);
  paintSea(context, index.sea, viewport, theme.water);
  pen.fill(byLook.green, theme.green);
  pen.fill(byLook.water, theme.water);
  pen.stroke(byLook.waterway, theme.water, viewport.zoom < 15 ? 1.2 : 2.4);
  pen.fill(byLook.building, theme.building);
  if (viewport.zoom >= 16) pen.stroke(byLook.building, theme.buildingEdge, 0.6);

  context.lineCap = 'butt';
  pen.stroke(byLook.railway, theme.railway, viewport.zoom < 15 ? 1 : 2);
  pen.stroke(byLook.footway, theme.footway, 1, [4, 3]);
  pen.stroke(byLook.steps, theme.steps, viewport.zoom < 17 ? 2 : 3.5, [1.5, 1.5]);
  context.lineCap = 'round';

  const streets: Look[] = ['street4', 'street3', 'street2', 'street1'];
  if (viewport.zoom >= 14) {
    for (const look of streets)
      pen.stroke(byLook[look], theme.streetEdge, streetWidth(look, viewport.zoom) + 1.2);
  }
  for (const look of streets) pen.stroke(byLook[look], theme.street, streetWidth(look, viewport.zoom));
}

/** Paper where there is data, a shade darker beyond. */
function paintGround(
  context: CanvasRenderingContext2D,
  index: BackdropIndex,
  viewport: Viewport,
  theme: Theme,
): void {
  const { left, top, scale } = viewport;
  const { extent } = index;
  context.fillStyle = theme.beyond;
  context.fillRect(0, 0, viewport.width, viewport.height);
  context.fillStyle = theme.ground;
  context.fillRect(
    (extent.left - left) * scale,
    (extent.top - top) * scale,
    (extent.right - extent.left) * scale,
    (extent.bottom - extent.top) * scale,
  );
}

function paintSea(
  context: CanvasRenderingContext2D,
  rings: ArrayLike<number>[],
  viewport: Viewport,
  colour: string,
): void {
  if (!rings.length) return;
  const { left, top, scale } = viewport;
  context.beginPath();
  for (const ring of rings) {
    let lastX = Infinity;
    let lastY = Infinity;
    for (let i = 0; i < ring.length; i += 2) {
      const x = ((ring[i] as number) - left) * scale;
      const y = ((ring[i + 1] as number) - top) * scale;
      if (Math.abs(x - lastX) < 0.5 && Math.abs(y - lastY) < 0.5) continue;
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
      lastX = x;
      lastY = y;
    }
    context.closePath();
  }
  context.fillStyle = colour;
  context.fill('evenodd');
}

/** Traces shapes onto a canvas. */
class Pen {
  private readonly context: CanvasRenderingContext2D;
  private readonly scale: number;
  private readonly x: number;
  private readonly y: number;

  constructor(context: CanvasRenderingContext2D, index: BackdropIndex, viewport: Viewport) {
    this.context = context;
    this.scale = viewport.scale;
    this.x = index.left - viewport.left;
    this.y = index.top - viewport.top;
  }

  fill(shapes: IndexedShape[] | undefined, colour: string): void {
    if (!shapes) return;
    this.context.fillStyle = colour;
    // One path a shape: two overlapping areas in one even-odd path would cut each other out.
    for (const shape of shapes) {
      this.context.beginPath();
      for (const line of shape.lines) this.trace(line);
      this.context.fill('evenodd');
    }
  }

  stroke(shapes: IndexedShape[] | undefined, colour: string, width: number, dashes: number[] = []): void {
    if (!shapes) return;
    const context = this.context;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dashes);
    context.beginPath();
    for (const shape of shapes) {
      for (const line of shape.lines) this.trace(line);
    }
    context.stroke();
    context.setLineDash([]);
  }

  /** Adds a line to the path, leaving out points that lie within half a pixel of the last. */
  private trace(line: Float32Array): void {
    const { context, scale, x, y } = this;
    let lastX = ((line[0] as number) + x) * scale;
    let lastY = ((line[1] as number) + y) * scale;
    context.moveTo(lastX, lastY);
    const last = line.length - 2;
    for (let i = 2; i <= last; i += 2) {
      const nextX = ((line[i] as number) + x) * scale;
      const nextY = ((line[i + 1] as number) + y) * scale;
      if (i < last && Math.abs(nextX - lastX) < 0.5 && Math.abs(nextY - lastY) < 0.5) continue;
      context.lineTo(nextX, nextY);
      lastX = nextX;
      lastY = nextY;
    }
  }
}

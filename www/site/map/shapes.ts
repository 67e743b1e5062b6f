/** Coordinates of shapes are whole numbers of so small parts of a pixel: short texts, and finer than is seen. */
export const UNITS_PER_PX = 8;

/** An outline to be filled, drawn along, or both: the fill first. */
export interface Shape {
  /** Data of an SVG path, in units. */
  path: string;
  fill?: string;
  /** Whether what is enclosed twice is a hole. */
  hasHoles?: boolean;
  line?: { colour: string; width_px: number; dashes_px?: [drawn: number, left: number] };
}

/** Draws shapes on a canvas, one over the other. */
export function paintShapes(context: CanvasRenderingContext2D, shapes: Shape[]): void {
  context.save();
  context.scale(1 / UNITS_PER_PX, 1 / UNITS_PER_PX);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const { path, fill, hasHoles, line } of shapes) {
    const outline = new Path2D(path);
    if (fill) {
      context.fillStyle = fill;
      context.fill(outline, hasHoles ? 'evenodd' : 'nonzero');
    }
    if (line) {
      context.strokeStyle = line.colour;
      context.lineWidth = line.width_px * UNITS_PER_PX;
      context.setLineDash((line.dashes_px || []).map((px) => px * UNITS_PER_PX));
      context.stroke(outline);
    }
  }
  context.restore();
}

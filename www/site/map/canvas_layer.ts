import { CoveringLayer } from './covering_layer';
import type { Box, Viewport } from './mercator';
import { pixelRatio } from './pixel_ratio';
import { paintStill } from './still_canvas';

/** Draws on a prepared canvas in its coordinates. */
export type Paint = (context: CanvasRenderingContext2D, viewport: Viewport) => void;

/** A canvas over the map, for what moves with the map alone. */
export class CanvasLayer extends CoveringLayer<HTMLCanvasElement> {
  private readonly paint: Paint;

  /** `extent` tells where there is something to draw, in world units; `null` for nowhere. */
  constructor(paneName: string, extent: () => Box | null, paint: Paint) {
    super(paneName, extent, document.createElement('canvas'));
    this.paint = paint;
  }

  protected override draw(viewport: Viewport): void {
    const { width, height } = viewport;
    const ratio = pixelRatio();
    this.element.style.width = `${width}px`;
    this.element.style.height = `${height}px`;
    paintStill(this.element, Math.round(width * ratio), Math.round(height * ratio), (context) => {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.paint(context, viewport);
    });
  }
}

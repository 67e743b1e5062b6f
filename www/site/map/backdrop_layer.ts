import * as L from 'leaflet';

import type { Paint } from './canvas_layer';
import { viewportAt } from './mercator';
import { pixelRatio } from './pixel_ratio';
import { paintStill } from './still_canvas';

const TILE_PX = 512;

/** The backdrop, drawn tile by tile and kept, so that moving the map draws only what comes into sight. */
export class BackdropLayer extends L.GridLayer {
  private readonly paint: Paint;

  constructor(paint: Paint) {
    super({ tileSize: TILE_PX, keepBuffer: 1, maxZoom: 19 });
    this.paint = paint;
  }

  protected override createTile(coords: L.Coords): HTMLElement {
    const canvas = document.createElement('canvas');
    // Between whole zooms tiles are stretched: draw them as fine as they will be seen.
    const ratio = pixelRatio() * Math.max(1, this._map.getZoomScale(this._map.getZoom(), coords.z));
    const size = Math.round(TILE_PX * ratio);
    paintStill(canvas, size, size, (context) => {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.paint(context, viewportAt(coords.z, coords.x * TILE_PX, coords.y * TILE_PX, TILE_PX, TILE_PX));
    });
    return canvas;
  }
}

import type { Position, Yike } from 'yike';

import { pixelRatio } from '../map/pixel_ratio';
import { cameraAround, possibleZoom } from '../map/framing';
import { paintPin } from '../map/mark_shapes';
import { viewportAt, worldX, worldY, WORLD_ZOOM } from '../map/mercator';
import { ringPositions, ringShapes } from '../map/ring_shapes';
import { paintShapes } from '../map/shapes';
import { DARK, LIGHT } from '../map/theme';
import { isWide, paddingOf } from '../shell/padding';
import { askRings } from '../state/answer';
import type { View } from '../state/view';

/** Draws rings and pin where the map will draw them to the pixel; nothing where there are none. */
export function drawFirstRing(root: HTMLElement, yike: Yike, view: View, origin: Position): void {
  const isochrone = askRings(yike, view, origin);
  if (!isochrone) return;
  const width = root.clientWidth;
  const height = root.clientHeight;
  const padding = paddingOf({
    wide: isWide(width, height),
    header: true,
    width,
    height,
    headHeight: 0,
    stop: 'half',
  });
  const outline = ringPositions(isochrone).concat([origin]);
  const camera = view.camera || cameraAround(outline, { width, height }, padding);
  if (!camera) return;
  const zoom = possibleZoom(camera.zoom);
  const scale = Math.pow(2, zoom - WORLD_ZOOM);
  const left = Math.round(worldX(camera.centre[0]) * scale - width / 2);
  const top = Math.round(worldY(camera.centre[1]) * scale - height / 2);

  const canvas = document.createElement('canvas');
  canvas.className = 'first-ring';
  canvas.width = width * pixelRatio();
  canvas.height = height * pixelRatio();
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(pixelRatio(), pixelRatio());
  const theme = matchMedia('(prefers-color-scheme: dark)').matches ? DARK : LIGHT;
  const viewport = viewportAt(zoom, left, top, width, height);
  paintShapes(context, ringShapes(isochrone, viewport, theme));
  paintPin(context, origin, viewport, theme);
  root.insertBefore(canvas, root.firstChild);
}

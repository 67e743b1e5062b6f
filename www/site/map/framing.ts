import type { Position } from 'yike';

import type { Camera } from '../state/view';
import { boxAround, unproject, WORLD_ZOOM } from './mercator';

/** The map stops at whole quarters of a zoom. */
export const ZOOM_STEP = 0.25;
export const MIN_ZOOM = 9;
export const MAX_ZOOM = 19;
/** Framing goes no nearer than this. */
const NEAREST_ZOOM = 17;
/** Room around what is framed. */
const MARGIN_PX = 12;

/** The part of the map that nothing covers, as pixels from each side. */
export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** Where a map of some size has to look so that positions fill the part that nothing covers; `null` for none. */
export function cameraAround(
  positions: Position[],
  size: { width: number; height: number },
  padding: Padding,
): Camera | null {
  const box = boxAround(positions);
  if (!box) return null;
  const width = size.width - padding.left - padding.right - 2 * MARGIN_PX;
  const height = size.height - padding.top - padding.bottom - 2 * MARGIN_PX;
  const fitting = Math.min(
    Math.max(width, 1) / Math.max(box.right - box.left, 1),
    Math.max(height, 1) / Math.max(box.bottom - box.top, 1),
  );
  const steps = Math.floor((WORLD_ZOOM + Math.log(fitting) / Math.LN2) / ZOOM_STEP);
  const zoom = Math.max(MIN_ZOOM, Math.min(NEAREST_ZOOM, steps * ZOOM_STEP));
  const scale = Math.pow(2, zoom - WORLD_ZOOM);
  const centre = unproject(
    (box.left + box.right) / 2 + (padding.right - padding.left) / 2 / scale,
    (box.top + box.bottom) / 2 + (padding.bottom - padding.top) / 2 / scale,
  );
  return { centre, zoom };
}

/** The nearest zoom at which the map can stop. */
export function possibleZoom(zoom: number): number {
  return Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, Math.round(zoom / ZOOM_STEP) * ZOOM_STEP));
}

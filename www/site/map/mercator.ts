import type { Position } from 'yike';

/** The zoom whose pixels are the unit of world coordinates: about 0.1 m at middle latitudes. */
export const WORLD_ZOOM = 20;
const WORLD_SIZE = 256 * Math.pow(2, WORLD_ZOOM);

/** Web Mercator eastwards from 180° W, in pixels of zoom 20. */
export function worldX(lon: number): number {
  return (lon / 360 + 0.5) * WORLD_SIZE;
}

/** Web Mercator southwards from 85.05° N, in pixels of zoom 20. */
export function worldY(lat: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD_SIZE;
}

/** From world coordinates to degrees. */
export function unproject(x: number, y: number): Position {
  const n = Math.PI * (1 - (2 * y) / WORLD_SIZE);
  return [(x / WORLD_SIZE - 0.5) * 360, (Math.atan((Math.exp(n) - Math.exp(-n)) / 2) * 180) / Math.PI];
}

/** A box in world coordinates, or in pixels of some zoom. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The box of positions in world coordinates; `null` for none. */
export function boxAround(positions: Position[]): Box | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of positions) {
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  if (!(west <= east)) return null;
  return { left: worldX(west), top: worldY(north), right: worldX(east), bottom: worldY(south) };
}

/** A straight piece of the world drawn on a canvas: its corner in world coordinates, and the scale. */
export interface Viewport {
  left: number;
  top: number;
  /** Canvas pixels (before the device's pixel ratio) of one world unit. */
  scale: number;
  width: number;
  height: number;
  zoom: number;
}

/** The viewport of a zoom whose left top corner is at `left`, `top` in pixels of that zoom. */
export function viewportAt(zoom: number, left: number, top: number, width: number, height: number): Viewport {
  const scale = Math.pow(2, zoom - WORLD_ZOOM);
  return { left: left / scale, top: top / scale, scale, width, height, zoom };
}

/** The viewport of a given size that shows the bounds with a margin. */
export function viewportAround(
  bounds: [west: number, south: number, east: number, north: number],
  width: number,
  height: number,
  margin: number,
): Viewport {
  const x = [worldX(bounds[0]), worldX(bounds[2])] as const;
  const y = [worldY(bounds[3]), worldY(bounds[1])] as const;
  const scale = Math.min(
    (width - 2 * margin) / Math.max(x[1] - x[0], 1),
    (height - 2 * margin) / Math.max(y[1] - y[0], 1),
    0.25,
  );
  return {
    left: (x[0] + x[1]) / 2 - width / 2 / scale,
    top: (y[0] + y[1]) / 2 - height / 2 / scale,
    scale,
    width,
    height,
    zoom: WORLD_ZOOM + Math.log(scale) / Math.LN2,
  };
}

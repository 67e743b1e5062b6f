/** What the `<map>` component draws, from the answers of the package. */

import type { Isochrone, Position, Service } from '../../yike/miniprogram';

interface MapPoint {
  longitude: number;
  latitude: number;
}

/** A polygon of `<map>`: it has no holes. */
export interface MapPolygon {
  points: MapPoint[];
  strokeWidth: number;
  strokeColor: string;
  fillColor: string;
  zIndex: number;
}

export interface MapMarker extends MapPoint {
  id: number;
  width: number;
  height: number;
  iconPath: string;
  callout?: { content: string; display: 'BYCLICK'; padding: number; borderRadius: number };
}

/** From the innermost ring outwards. */
const COLOURS = ['#1d6b4f', '#3f9471', '#86bf9f'];

const mapPoint = ([longitude, latitude]: Position): MapPoint => ({ longitude, latitude });

/**
 * The outer rings of an isochrone, largest first so that the smaller lie on top. Holes are left out, as `<map>` knows none:
 * the list tells what can be reached.
 */
export function polygonsOf({ features }: Isochrone): MapPolygon[] {
  const polygons: MapPolygon[] = [];
  features.forEach(({ geometry }, index) => {
    const colour = COLOURS[features.length - 1 - index] || COLOURS[COLOURS.length - 1];
    for (const [outer] of geometry.coordinates) {
      if (!outer) continue;
      polygons.push({
        points: outer.map(mapPoint),
        strokeWidth: 2,
        strokeColor: `${colour}ff`,
        fillColor: `${colour}33`,
        zIndex: index + 1,
      });
    }
  });
  return polygons;
}

/** The pin, with id 0, and a marker for each service, whose id is one more than its place's. */
export function markersOf(origin: Position, services: Service[]): MapMarker[] {
  const pin = { id: 0, ...mapPoint(origin), width: 32, height: 32, iconPath: '/pages/index/pin.png' };
  const dots = services.map(({ id, name, point }) => ({
    id: id + 1,
    ...mapPoint(point),
    width: 12,
    height: 12,
    iconPath: '/pages/index/dot.png',
    callout: { content: name, display: 'BYCLICK' as const, padding: 6, borderRadius: 6 },
  }));
  return [pin, ...dots];
}

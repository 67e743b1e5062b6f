import type { Service } from 'yike';

import type { PageState } from '../state/page_state';
import { speedOf } from '../state/view';

/** Origin, rings and services as one GeoJSON FeatureCollection; `hoursOf` gives the opening hours of a place. */
export function toGeojson(state: PageState, services: Service[], hoursOf: (place: number) => string): string {
  const { answer, view, info } = state;
  const features: object[] = [];
  if (answer) {
    features.push({
      type: 'Feature',
      properties: {
        kind: 'origin',
        profile: view.profile,
        speed_kmh: speedOf(view),
        standard: view.standard,
        openAt: answer.openAt,
      },
      geometry: { type: 'Point', coordinates: answer.origin },
    });
    for (const ring of answer.isochrone ? answer.isochrone.features : []) {
      features.push({ ...ring, properties: { kind: 'ring', ...ring.properties } });
    }
  }
  for (const service of services) {
    features.push({
      type: 'Feature',
      properties: {
        kind: 'service',
        name: service.name,
        categories: service.categories,
        seconds: service.seconds,
        metres: service.metres,
        osm: service.osm,
        opening_hours: hoursOf(service.id),
        ...(answer && answer.openAt !== null ? { open: service.open || 'unknown' } : {}),
      },
      geometry: { type: 'Point', coordinates: service.point },
    });
  }
  return JSON.stringify({
    type: 'FeatureCollection',
    attribution: info ? info.attribution : '',
    dataDate: info ? info.dataDate : '',
    features,
  });
}

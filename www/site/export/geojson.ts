import type { Service } from 'yike';

import type { PageState } from '../state/page_state';
import { speedOf } from '../state/view';

/** Origin, rings and services as one GeoJSON FeatureCollection. */
export function toGeojson(state: PageState, services: Service[]): string {
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

/** Places of the caller's own as a table: from a list of objects or from GeoJSON. */

import { invalid } from './options.js';

/** Cells come row by row, as many in each as the heading has. */
export interface PlaceTable {
  heading: string[];
  cells: string[];
}

type Row = Record<string, unknown>;

/** The table of a list of own places or of a GeoJSON FeatureCollection of points. */
export function tableOf(source: unknown): PlaceTable {
  const rows = Array.isArray(source) ? source.map(rowOfPlace) : featuresOf(source).map(rowOfFeature);
  const heading = ['lon', 'lat', 'category'];
  for (const row of rows) {
    for (const key of Object.keys(row)) if (heading.indexOf(key) < 0) heading.push(key);
  }
  const cells: string[] = [];
  for (const row of rows) for (const key of heading) cells.push(cellOf(row[key]));
  return { heading, cells };
}

function cellOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(';');
  return value === undefined || value === null ? '' : String(value);
}

function rowOfPlace(place: unknown): Row {
  const { point, categories, ...more } = (place || {}) as { point?: unknown; categories?: unknown };
  return { ...coordinates(point), category: categories, ...more };
}

function featuresOf(source: unknown): unknown[] {
  const { features } = (source || {}) as { features?: unknown };
  if (!Array.isArray(features))
    throw invalid('source', source, 'CSV, an array of places or a GeoJSON FeatureCollection');
  return features;
}

/** A feature that is no point has a row without coordinates, which is rejected by its line. */
function rowOfFeature(feature: unknown): Row {
  const { geometry, properties } = (feature || {}) as {
    geometry?: { type?: string; coordinates?: unknown };
    properties?: Row;
  };
  const { categories, ...more } = properties || {};
  const point = geometry && geometry.type === 'Point' ? geometry.coordinates : undefined;
  return { ...(categories === undefined ? {} : { category: categories }), ...more, ...coordinates(point) };
}

function coordinates(point: unknown): Row {
  const [lon, lat] = Array.isArray(point) ? (point as unknown[]) : [];
  return { lon, lat };
}

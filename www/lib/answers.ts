/** Plain objects from the engine's replies. Each function reads what its counterpart in `crate/wasm` writes. */

import type { PlaceTexts, Walk } from './place-texts.js';
import type { Reply } from './reply.js';
import type * as types from './types.js';

/** What a file says of itself. */
export function infoOf(reply: Reply): types.Info {
  return {
    name: reply.text(),
    dataDate: reply.text(),
    attribution: reply.text(),
    builder: reply.text(),
    bbox: [...reply.position(), ...reply.position()],
    counts: {
      nodes: reply.number(),
      edges: reply.number(),
      places: reply.number(),
      blocks: reply.number(),
      bytes: reply.number(),
    },
    hasBackdrop: reply.flag(),
    categories: reply.list(() => ({
      id: reply.text(),
      zh: reply.text(),
      en: reply.text(),
      places: reply.number(),
    })),
  };
}

/** Contours as GeoJSON, largest first. */
export function isochroneOf(reply: Reply): types.Isochrone {
  const snap = reply.snap();
  const truncated = reply.flag();
  const features = reply.list((): types.IsochroneFeature => {
    const properties = { minutes: reply.number(), area_m2: reply.number() };
    const coordinates = reply.list(() => reply.list(() => reply.positions()));
    return { type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates } };
  });
  return { type: 'FeatureCollection', features, snap, truncated };
}

/** A walk to a place whose texts are not looked up yet. */
export function walkOf(reply: Reply): Walk {
  const walk: Walk = {
    id: reply.number(),
    seconds: reply.number(),
    metres: reply.number(),
    point: reply.position(),
  };
  const open = openOf(reply);
  if (open !== undefined) walk.open = open;
  return walk;
}

/** Whether a place is open; undefined where that was not asked or is not known. */
function openOf(reply: Reply): boolean | undefined {
  const open = reply.number();
  return open < 0 ? undefined : open === 1;
}

/** Services, nearest first. */
export function servicesOf(reply: Reply, texts: PlaceTexts): types.Services {
  const snap = reply.snap();
  const truncated = reply.flag();
  const walks = reply.list(() => walkOf(reply));
  texts.fetch(walks.map(({ id }) => id));
  return { services: walks.map((walk) => texts.service(walk)), snap, truncated };
}

/** A walk as GeoJSON. */
export function routeOf(reply: Reply): types.Route {
  const properties = {
    seconds: reply.number(),
    metres: reply.number(),
    steps: reply.list(() => ({
      name: reply.text(),
      class: reply.text(),
      metres: reply.number(),
      seconds: reply.number(),
    })),
  };
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates: reply.positions() } };
}

/** All that is known of a place. */
export function placeOf(reply: Reply, texts: PlaceTexts): types.PlaceDetails {
  const id = reply.number();
  const read = {
    point: reply.position(),
    opening_hours: reply.text(),
    wheelchair: reply.text(),
    phone: reply.text(),
  };
  const open = openOf(reply);
  texts.fetch([id]);
  const { osm, names, categories } = texts.of(id);
  const details = { id, osm, names, categories, ...read };
  return open === undefined ? details : { ...details, open };
}

/** Streets and places found by name. */
export function hitsOf(reply: Reply, texts: PlaceTexts): types.SearchHit[] {
  const hits = reply.list(() => {
    const isPlace = reply.flag();
    const id = reply.number();
    const names = { local: reply.text(), zh: reply.text(), en: reply.text() };
    return { isPlace, id, names, point: reply.position() };
  });
  texts.fetch(hits.filter(({ isPlace }) => isPlace).map(({ id }) => id));
  return hits.map(({ isPlace, id, names, point }): types.SearchHit => {
    const found = { name: names.local, names, point };
    return isPlace
      ? { kind: 'place', id, ...found, categories: texts.of(id).categories }
      : { kind: 'street', ...found, categories: [] };
  });
}

/** What became of a list of places. */
export function addedOf(reply: Reply): types.AddedPlaces {
  return {
    added: reply.number(),
    rejected: reply.list(() => ({ line: reply.number(), reason: reply.text() })),
  };
}

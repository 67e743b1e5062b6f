/** Whole questions to the package in Node, full answers as JavaScript objects. The rows have the names of those of native code. */

import { percentiles } from './percentiles.mjs';
import { milliseconds, onKnownGround } from './times.mjs';

const MINUTES = [5, 10, 15];
const profile = 'uniform';

/** Steps of a pin that is dragged. */
const DRAG_STEPS = 20;

/** Percentiles by the name of the row. */
export async function wasm({ bytes, origins }) {
  const { load } = await import('../../dist/node.js');
  const first = [];
  for (const origin of origins.filter((_, index) => index % 10 === 0)) {
    const fresh = await load({ graph: bytes });
    first.push(milliseconds(() => wholeQuestion(fresh, origin)));
    fresh.close();
  }
  const city = await load({ graph: bytes });
  const isochrone = (origin) => city.isochrone({ origin, minutes: MINUTES, profile });
  const services = (origin) => city.services({ origin, minutes: 15, profile });
  const whole = (origin) => wholeQuestion(city, origin);
  const whileDragged = origins.slice(0, 10).flatMap((origin) => {
    // Where the pin stands before it is dragged was asked before.
    whole(origin);
    return dragged(origin).map((at) => milliseconds(() => whole(at)));
  });
  origins.forEach(whole);
  const rows = new Map([
    ['whole question: 5, 10, 15 minutes and services', onKnownGround(origins, whole)],
    ['5, 10, 15 minutes alone', onKnownGround(origins, isochrone)],
    ['services of 15 minutes alone', onKnownGround(origins, services)],
    ['whole question while a pin is dragged 30 m a step', whileDragged],
    ['first answer of an opened file', first],
    ['vertices of 5, 10, 15 minutes', origins.map((origin) => vertices(isochrone(origin)))],
    ['services of 15 minutes', origins.map((origin) => services(origin).services.length)],
  ]);
  city.close();
  return new Map(Array.from(rows, ([name, values]) => [name, percentiles(values)]));
}

function wholeQuestion(city, origin) {
  const rings = city.isochrone({ origin, minutes: MINUTES, profile });
  return { rings, near: city.services({ origin, minutes: 15, profile }) };
}

/** A pin on its way: steps of about 30 m eastwards. */
function dragged([lon, lat]) {
  const step = 30 / (111_320 * Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: DRAG_STEPS }, (_, index) => [lon + (index + 1) * step, lat]);
}

function vertices(rings) {
  return rings.features.reduce((sum, { geometry }) => sum + geometry.coordinates.flat(2).length, 0);
}

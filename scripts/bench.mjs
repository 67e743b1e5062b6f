/**
 * `npm run bench`: how long the package takes in Node, in WebAssembly. Porto with 200 dense origins where its extract lies in
 * `../shared/data`, else Malta with seeded origins. Nothing here is asserted.
 */

import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { library, nodeModules, tool, wasm } from './build-steps.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

const PROFILE = 'uniform';
const ROUNDS = 5;

await nodeModules();
await wasm();
await library();
const { load } = await import('../dist/node.js');
const { graph, origins, name } = await data();
const bytes = new Uint8Array(await readFile(graph));

const wholeQuestion = (city, origin) => {
  const rings = city.isochrone({ origin, minutes: [5, 10, 15], profile: PROFILE });
  return { rings, near: city.services({ origin, minutes: 15, profile: PROFILE }) };
};

const results = [];
const opened = [];
const firstAnswers = [];
for (const origin of origins.slice(0, 20)) {
  const start = performance.now();
  const fresh = await load({ graph: bytes });
  opened.push(performance.now() - start);
  const asked = performance.now();
  wholeQuestion(fresh, origin);
  firstAnswers.push(performance.now() - asked);
  fresh.close();
}
results.push(
  ['open the file', opened],
  ['first answer: decode around the origin, own the ground, answer', firstAnswers],
);

const city = await load({ graph: bytes });
const ask = (origin) => wholeQuestion(city, origin);
time('whole question while a pin is dragged 30 m a step', 1, origins.slice(0, 10).flatMap(dragged), ask);
origins.forEach(ask);
time('whole question on known ground: 5, 10, 15 minutes and services', ROUNDS, origins, ask);
time('services of 15 minutes alone (snap, search, list)', ROUNDS, origins, (origin) =>
  city.services({ origin, minutes: 15, profile: PROFILE }),
);
const places = origins.map(
  (origin) => city.services({ origin, minutes: 15, profile: PROFILE }).services.length,
);
const vertices = origins.map((origin) => count(city.isochrone({ origin, minutes: 15, profile: PROFILE })));
city.close();

console.log(`\n${name}; profile ${PROFILE}; ${origins.length} origins; Node ${process.version}`);
console.log(
  `file ${(bytes.length / 1024).toFixed(0)} KB; places p50 ${percentile(places, 0.5)}; ring points p50 ${percentile(vertices, 0.5)}`,
);
console.log('ms'.padEnd(66), 'p50'.padStart(8), 'p95'.padStart(8), 'n'.padStart(6));
for (const [what, all] of results) {
  const [p50, p95] = [0.5, 0.95].map((share) => percentile(all, share).toFixed(3).padStart(8));
  console.log(what.padEnd(66), p50, p95, String(all.length).padStart(6));
}

async function data() {
  const extract = join(root, '../shared/data/porto.osm.pbf');
  if (existsSync(extract)) {
    const file = join(root, 'build/bench/porto.yike');
    await mkdir(join(root, 'build/bench'), { recursive: true });
    await run(await tool({ release: true }), ['build', extract, '--output', file, '--no-backdrop'], {
      quiet: true,
    });
    const listed = JSON.parse(await readFile(join(root, '../shared/data/porto-origins.json'), 'utf8'));
    return { name: 'Porto (2015)', graph: file, origins: listed };
  }
  return {
    name: 'Malta (2024), around Valletta',
    graph: join(root, 'www/cities/malta.yike'),
    origins: seeded(200),
  };
}

/** Points spread over Valletta, Floriana and Sliema by a linear congruential generator (Numerical Recipes). */
function seeded(wanted) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: wanted }, () => [14.498 + random() * 0.016, 35.893 + random() * 0.02]);
}

function time(what, rounds, asked, answer) {
  const all = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const origin of asked) {
      const start = performance.now();
      answer(origin);
      all.push(performance.now() - start);
    }
  }
  results.push([what, all]);
}

/** A pin on its way: 20 steps of about 30 m eastwards. */
function dragged([lon, lat]) {
  const step = 30 / (111_320 * Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: 20 }, (_, index) => [lon + (index + 1) * step, lat]);
}

function count(rings) {
  return rings.features[0].geometry.coordinates.flat(2).length;
}

function percentile(values, share) {
  const sorted = values.slice().sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/**
 * `npm run bench`: how long questions take, natively and as the package in Node, on Porto or else on Malta. Nothing here is
 * asserted.
 */

import { cpus } from 'node:os';

import { data } from './bench/data.mjs';
import { native } from './bench/native.mjs';
import { ready } from './bench/ready.mjs';
import { search } from './bench/search.mjs';
import { wasm as inWasm } from './bench/wasm.mjs';
import { library, nodeModules, wasm, wasmToTime } from './build-steps.mjs';

/** What was measured of others on the same origins, on two cores: 50th and 95th percentile in ms. */
const OTHERS = [
  ['Valhalla 3.6, native: polygons of 5, 10, 15 minutes', 4.1, 8.9],
  ['JavaScript: Dijkstra, grid of 25 m, d3-contour', 1.34, 2.1],
  ['WebAssembly: Dijkstra alone', 0.052, 0.082],
  ['WebAssembly: Dijkstra, crude polygon, no holes', 0.6, 0.92],
];

const NAME_WIDTH = 54;
const cell = (value, width = 9) =>
  (value === undefined ? '' : value.toFixed(value < 100 ? 3 : 0)).padStart(width);

await nodeModules();
await wasm();
await wasmToTime();
await library();
const city = await data();
await ready(city);
const rows = native();
const wasmRows = new Map([...(await inWasm(city)), ...(await search(city))]);

const { name, bytes, origins } = city;
console.log(`\n${name}: ${bytes.length} bytes, ${origins.length} origins, profile uniform`);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; ms, and counts\n`);
console.log(`${''.padEnd(NAME_WIDTH)}   native p50      p95     WASM p50      p95    ratio     n`);
for (const [row, { p50, p95, count }] of rows) {
  const there = wasmRows.get(row);
  const both = [
    cell(p50, 13),
    cell(p95),
    cell(there?.p50, 13),
    cell(there?.p95),
    cell(there && there.p50 / p50),
  ];
  console.log(row.padEnd(NAME_WIDTH), both.join(''), String(count).padStart(5));
}
if (city.isPorto) {
  console.log('\nOthers, as measured on these origins:');
  for (const [other, p50, p95] of OTHERS) console.log(other.padEnd(NAME_WIDTH), cell(p50, 13) + cell(p95));
}

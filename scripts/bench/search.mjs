/** The search alone in WebAssembly, of a module that is built for this: the package has no such question. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../paths.mjs';
import { percentiles } from './percentiles.mjs';
import { onKnownGround } from './times.mjs';

const LIMIT_MS = 900_000;

/** So often all origins are asked before, until V8 has compiled what is hot once more, as the package's module is by then, too. */
const WARM_UP = 20;

/** Percentiles by the name of the row. */
export async function search({ bytes, origins }) {
  const folder = join(root, 'build/wasm-bench');
  const glue = await import(join(folder, 'yike_bg.js'));
  const module = await readFile(join(folder, 'yike_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(module, { './yike_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);

  const searches = new glue.Searches(bytes, 'uniform', Float64Array.from(origins.flat()));
  const search = (_, index) => searches.search(index, LIMIT_MS);
  for (let round = 0; round < WARM_UP; round += 1) origins.forEach(search);
  const settled = origins.map((origin, index) => {
    search(origin, index);
    return searches.settled_count();
  });
  const rows = [
    ['search of 15 minutes alone', onKnownGround(origins, search)],
    ['junctions settled in 15 minutes', settled],
  ];
  return new Map(rows.map(([name, values]) => [name, percentiles(values)]));
}

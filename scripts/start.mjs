/** `npm start [-- EXTRACT]`: sets everything up, builds it, serves the site and prints its address. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { cities, library, nodeModules, site, tool, wasm } from './build-steps.mjs';
import { serve } from './serve.mjs';

const [argument] = process.argv.slice(2);
// npm runs scripts in the repository's root and tells where it was called.
const extract = argument && resolve(process.env.INIT_CWD ?? '.', argument);
if (extract && !existsSync(extract)) {
  console.error(`${extract} does not exist; expected an extract: .osm.pbf, .osm or .osm.gz`);
  process.exit(2);
}

try {
  await nodeModules();
  await wasm();
  await library();
  const list = await cities(await tool({ release: true }), extract);
  const folder = await site(list);
  // Somebody else may have the usual port; any other will do.
  const { url } = await serve(folder, 8080).catch(() => serve(folder));
  console.log(
    `\nYike is at ${url}${extract ? `#city=${encodeURIComponent(list[0].id)}` : ''}   (Ctrl+C ends it)`,
  );
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}

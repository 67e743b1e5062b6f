/** Copies the adapter, the engine and a city's graph from where `npm run build` puts them into the code package. */

import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const FILES = {
  'dist/miniprogram.cjs': 'yike/miniprogram.js',
  'dist/miniprogram.d.cts': 'yike/miniprogram.d.ts',
  'dist/types.d.cts': 'yike/types.d.cts',
  'dist/yike.d.cts': 'yike/yike.d.cts',
  'dist/yike.wasm.br': 'yike/yike.wasm.br',
  'build/cities/monaco.yike': 'cities/monaco.yike',
};

for (const [from, to] of Object.entries(FILES)) {
  mkdirSync(dirname(join(here, to)), { recursive: true });
  copyFileSync(join(root, from), join(here, to));
}

/** `yike` in Node, for `require`: reads files as well as URLs. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { loadOn } from '../load.js';
import { fileReader } from '../read-file.js';
import type { LoadOptions } from '../types.js';

export { YikeError } from '../error.js';
const host = {
  wasm: () => join(__dirname, 'yike.wasm'),
  readFile: fileReader(readFile, fileURLToPath),
};

export const load = (options: LoadOptions) => loadOn(host, options);

/** `yike` in Node, for `require`: reads files as well as URLs. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { loader } from '../load.js';
import { fileReader } from '../read-file.js';

export { YikeError } from '../error.js';
export const load = loader({
  wasm: () => join(__dirname, 'yike.wasm'),
  readFile: fileReader(readFile, fileURLToPath),
});

/** `yike` in Node, for `import`: reads files as well as URLs. */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { loader } from '../load.js';
import { fileReader } from '../read-file.js';

export { YikeError } from '../error.js';
export const load = loader({
  wasm: () => fileURLToPath(new URL('./yike.wasm', import.meta.url)),
  readFile: fileReader(readFile, fileURLToPath),
});

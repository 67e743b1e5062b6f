/** `yike/inline`: the WebAssembly is inside; one file, nothing to fetch. */

import base64 from '#engine.wasm';
import { loadOn } from '../load.js';
import type { LoadOptions } from '../types.js';

export { YikeError } from '../error.js';
const host = {
  wasm: () => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
};

export const load = (options: LoadOptions) => loadOn(host, options);

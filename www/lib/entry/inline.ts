/** `yike/inline`: the WebAssembly is inside; one file, nothing to fetch. */

import base64 from '#engine.wasm';
import { loader } from '../load.js';

export { YikeError } from '../error.js';
export const load = loader({
  wasm: () => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
});

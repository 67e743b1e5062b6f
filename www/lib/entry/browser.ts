/** `yike`: finds its WebAssembly beside itself, in browsers and through bundlers that know `new URL(…, import.meta.url)`. */

import { loader } from '../load.js';

export { YikeError } from '../error.js';
export const load = loader({ wasm: () => new URL('./yike.wasm', import.meta.url) });

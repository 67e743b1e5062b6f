/** `yike`: finds its WebAssembly beside itself, in browsers and through bundlers that know `new URL(…, import.meta.url)`. */

import { loadOn } from '../load.js';
import type { LoadOptions } from '../types.js';

export { YikeError } from '../error.js';
const host = { wasm: () => new URL('./yike.wasm', import.meta.url) };

export const load = (options: LoadOptions) => loadOn(host, options);

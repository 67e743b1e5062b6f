/** `dist/yike.iife.js`: a classic script that defines the global `yike` and finds its WebAssembly beside itself. */

import { YikeError } from '../error.js';
import { loadOn } from '../load.js';
import type { LoadOptions } from '../types.js';

/** Known only while the script runs for the first time. */
const script = typeof document === 'undefined' ? null : document.currentScript;
const base = (script && script.src) || '';

export { YikeError };
const host = {
  wasm: () => {
    if (!base)
      throw new YikeError('invalid-option', 'wasm is missing; this script does not know where it came from');
    return new URL('./yike.wasm', base);
  },
};

export const load = (options: LoadOptions) => loadOn(host, options);

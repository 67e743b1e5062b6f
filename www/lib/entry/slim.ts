/** `yike/slim`: the caller passes the WebAssembly. */

import { loadOn } from '../load.js';
import type { LoadOptions } from '../types.js';

export { YikeError } from '../error.js';
export const load = (options: LoadOptions) => loadOn({}, options);

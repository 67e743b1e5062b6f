/** `yike/slim`: the caller passes the WebAssembly. */

import { loader } from '../load.js';

export { YikeError } from '../error.js';
export const load = loader({});

export type * from '../types.js';
export { YikeError } from './yike.js';
import type { LoadOptions, WasmSource, Yike } from '../types.js';

/** Loads the engine that the caller passes, once, and a graph file; afterwards all calls are synchronous. */
export declare function load(options: LoadOptions & { wasm: WasmSource }): Promise<Yike>;

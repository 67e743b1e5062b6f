export type * from '../types.js';
export { YikeError } from './yike.js';
import type { LoadOptions, Yike } from '../types.js';

export interface MiniprogramLoadOptions extends Pick<LoadOptions, 'datum'> {
  /** Bytes, an `https:` address (its host must be among the mini-program's request domains), or a path. */
  graph: string | ArrayBuffer | Uint8Array;
  /** Path of `yike.wasm` or `yike.wasm.br` in the code package; nothing else can be instantiated there. */
  wasm: string;
}

/** Loads the engine once and a graph file; afterwards all calls are synchronous. Rejects with a `YikeError`. */
export declare function load(options: MiniprogramLoadOptions): Promise<Yike>;

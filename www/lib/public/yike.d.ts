export type * from '../types.js';
import type { LoadOptions, Yike, YikeErrorShape } from '../types.js';

/** Loads the engine once and a graph file; afterwards all calls are synchronous. Rejects with a `YikeError`. */
export declare function load(options: LoadOptions): Promise<Yike>;

/** Every error the package throws on purpose. */
export declare class YikeError extends Error implements YikeErrorShape {
  override name: 'YikeError';
  /** Stable: see the README's table. */
  readonly code: string;
  constructor(code: string, message: string);
}

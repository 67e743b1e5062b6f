export type * from '../types.js';
export { YikeError } from './yike.js';
import type { LoadOptions, Yike } from '../types.js';

/** The same calls as `Yike`, each a promise. */
export type YikeWorker = {
  [Name in Exclude<keyof Yike, 'info' | 'close'>]: (
    ...parameters: Parameters<Yike[Name]>
  ) => Promise<ReturnType<Yike[Name]>>;
} & {
  readonly info: Yike['info'];
  /** Whether the engine runs in a worker; false where the host refused one and it runs on this thread. */
  readonly threaded: boolean;
  /** Frees the graph and ends the worker. */
  close(): void;
};

/** Loads engine and graph in a worker, or on this thread where workers or blobs are refused. */
export declare function load(options: LoadOptions): Promise<YikeWorker>;

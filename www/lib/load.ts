/** `load` for each kind of host. */

import { YikeError } from './error.js';
import { type Instantiate, instantiateFrom, instantiateOnce } from './instantiate.js';
import { optionsOf } from './options.js';
import { datumOf } from './question.js';
import { read, type ReadFile } from './source.js';
import type { LoadOptions, WasmSource, Yike } from './types.js';
import { LoadedGraph } from './yike.js';

export const LOAD_OPTIONS = ['graph', 'wasm', 'datum', 'onProgress'];

/** What an entry point knows of its host. */
export interface Host {
  /** Where the engine is if the caller does not say; undefined where the caller must. */
  wasm?: () => WasmSource;
  readFile?: ReadFile;
}

/**
 * `load` as an entry point has it for its host. Entry points make functions of it and call nothing: then bundlers leave
 * all of it out where only `YikeError` is asked for.
 */
export async function loadOn({ wasm, readFile }: Host, options: LoadOptions): Promise<Yike> {
  const checked = optionsOf(options, 'load', LOAD_OPTIONS);
  const datum = datumOf(checked, 0);
  const { graph, onProgress } = options;
  const source = options.wasm === undefined ? wasm?.() : options.wasm;
  if (source === undefined) {
    throw new YikeError(
      'invalid-option',
      'wasm is missing; expected a URL, the bytes or a WebAssembly.Module',
    );
  }
  const instantiate: Instantiate = instantiateFrom(source, onProgress, readFile);
  const [bytes] = await Promise.all([
    read(graph, 'graph', onProgress, readFile),
    instantiateOnce(instantiate),
  ]);
  return new LoadedGraph(bytes, datum);
}

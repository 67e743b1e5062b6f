/** `yike/miniprogram`: WebAssembly through `WXWebAssembly`, files through `wx`. */

import { YikeError } from '../error.js';
import { instantiateOnce } from '../instantiate.js';
import { fetchGraph } from '../miniprogram/graph.js';
import { invalid, optionsOf } from '../options.js';
import type { MiniprogramLoadOptions } from '../public/miniprogram.js';
import { datumOf } from '../question.js';
import type { Yike } from '../types.js';
import { LoadedGraph } from '../yike.js';

export { YikeError };

/** Loads the engine from the code package and a graph from there, from the user's files or from a server. */
export async function load(options: MiniprogramLoadOptions): Promise<Yike> {
  const checked = optionsOf(options, 'load', ['graph', 'wasm', 'datum']);
  const datum = datumOf(checked, 0);
  const { graph, wasm } = options;
  // Mini-programs instantiate from a path in the code package only.
  if (typeof wasm !== 'string')
    throw invalid('wasm', wasm, "a path in the code package, such as '/yike/yike.wasm'");
  const instantiate = async (imports: object) => {
    try {
      return (await WXWebAssembly.instantiate(wasm, imports)).instance;
    } catch (error) {
      throw new YikeError('unsupported', `WXWebAssembly cannot start ${wasm}: ${(error as Error).message}`);
    }
  };
  const [bytes] = await Promise.all([fetchGraph(graph), instantiateOnce(instantiate)]);
  return new LoadedGraph(bytes, datum);
}

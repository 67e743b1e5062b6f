/** `yike/worker`: the same calls as promises, from a thread of their own where the host allows one. */

import thread from '#worker-thread';
import { YikeError } from '../error.js';
import { loadOn, LOAD_OPTIONS } from '../load.js';
import { optionsOf } from '../options.js';
import { asBytes } from '../source.js';
import type { LoadOptions } from '../types.js';
import { onThisThread, type YikeWorker } from '../worker/here.js';
import { startThread } from '../worker/thread.js';

export { YikeError };

const besideThis = () => new URL('./yike.wasm', import.meta.url).href;

/** Loads in a worker, or on this thread where workers or blobs are refused. */
export async function load(options: LoadOptions): Promise<YikeWorker> {
  optionsOf(options, 'load', LOAD_OPTIONS);
  const { graph, wasm = besideThis(), datum, onProgress } = options;
  const started = await startThread(thread);
  if (!started) return onThisThread(await loadOn({ wasm: besideThis }, options));
  return started.load({ graph: portable(graph), wasm: portable(wasm), datum, onProgress });
}

/** A source as it can be posted: the thread has no address of its own that a relative URL could start from. */
function portable(source: unknown): unknown {
  const href = typeof source === 'string' ? source : (source as { href?: unknown } | undefined)?.href;
  if (typeof href !== 'string') return asBytes(source) || source;
  return typeof location === 'undefined' ? href : new URL(href, location.href).href;
}

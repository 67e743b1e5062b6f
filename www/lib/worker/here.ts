/** The worker's interface over a graph on the same thread. */

import { CALLS } from '../messages.js';
import type { Yike } from '../types.js';
import type { YikeWorker } from '../public/worker.js';

export type { YikeWorker };

/** An object with a method for each call of a graph, all of them handled by `ask`. */
export function callsOver(
  ask: (call: (typeof CALLS)[number], parameters: unknown[]) => Promise<unknown>,
): Record<(typeof CALLS)[number], (...parameters: unknown[]) => Promise<unknown>> {
  const calls = {} as ReturnType<typeof callsOver>;
  for (const call of CALLS) calls[call] = (...parameters) => ask(call, parameters);
  return calls;
}

/** Wraps a graph whose calls are synchronous. */
export function onThisThread(yike: Yike): YikeWorker {
  const calls = callsOver(async (call, parameters) => {
    const method = yike[call] as (...parameters: unknown[]) => unknown;
    return method.apply(yike, parameters);
  });
  const rest = {
    // Added places change it.
    get info() {
      return yike.info;
    },
    threaded: false,
    close: () => yike.close(),
  };
  return Object.defineProperties(calls, Object.getOwnPropertyDescriptors(rest)) as unknown as YikeWorker;
}

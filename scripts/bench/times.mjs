/** How long work takes. */

import { performance } from 'node:perf_hooks';

import { percentile } from './percentiles.mjs';

/** How often each origin is asked; the median of these counts, as other programs may be at work. */
const ROUNDS = 25;

/** Milliseconds that some work takes. */
export function milliseconds(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/**
 * Milliseconds for each origin, given that and its index, with all ground known. Origin after origin, as people ask: the same one
 * several times in a row would be quicker, all its branches foretold.
 */
export function onKnownGround(origins, part) {
  const rounds = origins.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    origins.forEach((origin, index) => rounds[index].push(milliseconds(() => part(origin, index))));
  }
  return rounds.map((times) => percentile(times, 0.5));
}

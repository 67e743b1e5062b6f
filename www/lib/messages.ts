/** What goes between the worker entry and its thread. */

import type { Datum, Info, Progress, Yike } from './types.js';

/** The calls of a loaded graph that the worker entry passes on. */
export const CALLS = [
  'isochrone',
  'services',
  'route',
  'circle',
  'place',
  'search',
  'addPlaces',
  'backdrop',
  'convert',
] as const satisfies readonly (keyof Yike)[];

export type Call = (typeof CALLS)[number];

export type ToThread =
  | { kind: 'load'; graph: unknown; wasm: unknown; datum: Datum | undefined; wantsProgress: boolean }
  | { kind: 'call'; id: number; call: Call; parameters: unknown[] };

export type FromThread =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'loaded'; info: Info }
  /** `info` where the call may have changed it. */
  | { kind: 'answer'; id: number; answer: unknown; info: Info | undefined }
  /** `id` is 0 for the load. */
  | { kind: 'error'; id: number; code: string; message: string };

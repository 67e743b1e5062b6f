/** What the tests of the package share: the graph of Monaco, points in it, and the command-line tool. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const GRAPH = fileURLToPath(new URL('../../build/cities/monaco.yike', import.meta.url));
export const wasm = new Uint8Array(readFileSync(new URL('../../dist/yike.wasm', import.meta.url)));
export const bytes = () => new Uint8Array(readFileSync(GRAPH));

/** By the casino, the port, Fontvieille, the rock and Larvotto. */
export const ORIGINS = [
  [7.4278, 43.7394],
  [7.4211, 43.7325],
  [7.4153, 43.7295],
  [7.4262, 43.7311],
  [7.4332, 43.7447],
];
export const ORIGIN = ORIGINS[0];

const TOOL = process.env.YIKE_TOOL;

/** The answer of the native engine; `skip` tells why there is none. */
export const native = {
  skip: TOOL ? false : 'YIKE_TOOL names no command-line tool; npm test sets it',
  ask(command, [lon, lat], ...options) {
    const output = execFileSync(TOOL, [command, GRAPH, '--at', `${lon},${lat}`, ...options], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return JSON.parse(output);
  },
};

/** The code of the error that a call throws. */
export function codeOf(call) {
  try {
    call();
  } catch (error) {
    if (error.name !== 'YikeError') throw error;
    return error.code;
  }
  return undefined;
}

/** What the tests of the package share: the graph of Monaco, points in it, and the command-line tool. */

import { spawnSync } from 'node:child_process';
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

const ask = (command, [lon, lat], options) =>
  spawnSync(TOOL, [command, GRAPH, '--at', `${lon},${lat}`, ...options], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });

/** The native engine; `skip` tells why there is none. */
export const native = {
  skip: TOOL ? false : 'YIKE_TOOL names no command-line tool; npm test sets it',
  /**
   * What it prints. Only the `.0` of whole numbers is taken away: the tool writes a number of the engine as the shortest decimal
   * that reads back to the same bits, and so does JavaScript, where the two differ in nothing else.
   */
  text(command, origin, ...options) {
    const { status, stdout, stderr } = ask(command, origin, options);
    if (status !== 0) throw new Error(stderr);
    return stdout
      .trimEnd()
      .replace(/"(?:[^"\\]|\\.)*"|(-?\d+)\.0(?![\d])/g, (token, whole) => whole ?? token);
  },
  /** What it says is wrong. */
  error(command, origin, ...options) {
    return ask(command, origin, options)
      .stderr.replace(/^yike: /, '')
      .trimEnd();
  },
};

/** A value as JSON with members by name, as the tool prints them; `-0` keeps its sign. */
export function asBytes(value) {
  if (Array.isArray(value)) return `[${value.map(asBytes).join()}]`;
  if (value && typeof value === 'object') {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${asBytes(value[name])}`).join()}}`;
  }
  return Object.is(value, -0) ? '-0' : JSON.stringify(value);
}

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

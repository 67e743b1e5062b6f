/** The one instance of the engine's module that all loaded graphs of a bundle share. */

import * as glue from '../../build/wasm/yike_bg.js';
import { show, YikeError } from './error.js';
import { asBytes, asLocation, body, type ReadFile, request } from './source.js';
import type { Progress, WasmSource } from './types.js';

/** Makes an instance of the engine's module with these imports. */
export type Instantiate = (imports: object) => Promise<WebAssembly.Instance>;

let ready: Promise<void> | undefined;

/** Instantiates the module unless that has happened or is under way; a failure may be tried again. */
export function instantiateOnce(instantiate: Instantiate): Promise<void> {
  ready ??= instantiate({ './yike_bg.js': glue }).then(
    (instance) => glue.__wbg_set_wasm(instance.exports),
    (error: unknown) => {
      ready = undefined;
      throw error;
    },
  );
  return ready;
}

/** How to instantiate a module that is given as URL, bytes or compiled module. */
export function instantiateFrom(
  source: WasmSource,
  onProgress: ((progress: Progress) => void) | undefined,
  readFile: ReadFile | undefined,
): Instantiate {
  return async (imports) => {
    if (typeof WebAssembly === 'undefined')
      throw new YikeError('unsupported', 'there is no WebAssembly here');
    if (isModule(source)) return refusable(WebAssembly.instantiate(source as object, imports));
    let bytes = asBytes(source);
    if (!bytes) {
      const location = asLocation(source, 'wasm');
      const file = readFile?.(location);
      if (file) {
        bytes = await file;
      } else {
        const response = await request(location);
        if (isStreamable(response) && !onProgress) {
          return (await refusable(WebAssembly.instantiateStreaming!(response, imports))).instance;
        }
        bytes = await body(response, location, 'wasm', onProgress);
      }
    }
    if (bytes[0] !== 0 || bytes[1] !== 0x61 || bytes[2] !== 0x73 || bytes[3] !== 0x6d) {
      const start = show(Array.from(bytes.subarray(0, 4)));
      throw new YikeError('not-wasm', `wasm begins with the bytes ${start}, which WebAssembly never does`);
    }
    return (await refusable(WebAssembly.instantiate(bytes, imports))).instance;
  };
}

function isModule(source: WasmSource): boolean {
  return Object.prototype.toString.call(source) === '[object WebAssembly.Module]';
}

/** Whether the module can be compiled while it arrives: browsers insist on the MIME type. */
function isStreamable(response: HostResponse): boolean {
  const type = response.headers.get('content-type') || '';
  return !!WebAssembly.instantiateStreaming && type.split(';')[0]!.trim() === 'application/wasm';
}

/** Names the usual reason why a host refuses to compile a sound module. */
async function refusable<T>(instance: Promise<T>): Promise<T> {
  try {
    return await instance;
  } catch (error) {
    const reason = (error as Error).message;
    const message = `WebAssembly could not start: ${reason} (a Content-Security-Policy must allow 'wasm-unsafe-eval')`;
    throw new YikeError('unsupported', message);
  }
}

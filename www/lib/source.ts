/** Where bytes come from: memory, a URL, or a file where the host has files. */

import { show, YikeError } from './error.js';
import type { Progress, Source } from './types.js';

type Stage = Progress['stage'];

/** What messages call the thing that should have come. */
const WANTED: Record<Stage, string> = { wasm: 'WebAssembly', graph: 'a graph file' };
const CODES: Record<Stage, string> = { wasm: 'not-wasm', graph: 'not-a-graph' };

/** Reads a local file, or returns undefined for a location that is not one. */
export type ReadFile = (location: string) => Promise<Uint8Array> | undefined;

/** A source that is bytes already, as a view on them; undefined if it is something else. */
export function asBytes(source: unknown): Uint8Array | undefined {
  // Not `instanceof`: bytes may come from another realm, such as a frame.
  if (Object.prototype.toString.call(source) === '[object ArrayBuffer]')
    return new Uint8Array(source as ArrayBuffer);
  if (!ArrayBuffer.isView(source)) return undefined;
  return new Uint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength);
}

/** The location that a source names, as text. */
export function asLocation(source: unknown, option: Stage): string {
  if (typeof source === 'string' && source !== '') return source;
  const href = (source as { href?: unknown } | null | undefined)?.href;
  if (typeof href === 'string') return href;
  throw new YikeError(
    'invalid-option',
    `${option} is ${show(source)}; expected a URL, an ArrayBuffer or a Uint8Array`,
  );
}

/** All bytes of a source. */
export async function read(
  source: Source,
  stage: Stage,
  onProgress: ((progress: Progress) => void) | undefined,
  readFile: ReadFile | undefined,
): Promise<Uint8Array> {
  let bytes = asBytes(source);
  if (!bytes) {
    const location = asLocation(source, stage);
    const file = readFile?.(location);
    bytes = file ? await file : await body(await request(location), location, stage, onProgress);
  }
  onProgress?.({ stage, loaded: bytes.length, total: bytes.length });
  return bytes;
}

/** A successful response. */
export async function request(location: string): Promise<HostResponse> {
  if (typeof fetch === 'undefined') {
    throw new YikeError(
      'network',
      `cannot fetch ${location}: there is no fetch here; pass the bytes instead`,
    );
  }
  let response: HostResponse;
  try {
    response = await fetch(location, { credentials: 'same-origin' });
  } catch (error) {
    throw new YikeError('network', `cannot fetch ${location}: ${(error as Error).message}`);
  }
  if (!response.ok) throw new YikeError('network', `${location} answered with status ${response.status}`);
  return response;
}

/** All bytes of a response. */
export async function body(
  response: HostResponse,
  location: string,
  stage: Stage,
  onProgress: ((progress: Progress) => void) | undefined,
): Promise<Uint8Array> {
  try {
    if (!onProgress || !response.body) {
      return refuseHtml(new Uint8Array(await response.arrayBuffer()), location, stage);
    }
    // Where the body travels compressed, its length says nothing about the bytes that arrive here.
    const length = response.headers.get('content-encoding')
      ? 0
      : Number(response.headers.get('content-length'));
    const reader = response.body.getReader();
    const chunks: Uint8Array[] = [];
    let loaded = 0;
    for (let chunk = await reader.read(); chunk.value; chunk = await reader.read()) {
      chunks.push(chunk.value);
      loaded += chunk.value.length;
      onProgress(length > 0 ? { stage, loaded, total: length } : { stage, loaded });
    }
    return refuseHtml(joined(chunks, loaded), location, stage);
  } catch (error) {
    if (error instanceof YikeError) throw error;
    throw new YikeError('network', `${location} broke off: ${(error as Error).message}`);
  }
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** Servers of single-page applications answer with their page where a file is missing. */
export function refuseHtml(bytes: Uint8Array, location: string, stage: Stage): Uint8Array {
  const start = bytes.findIndex((byte) => byte > 0x20 && byte < 0x7f);
  if (start >= 0 && start < 16 && bytes[start] === 0x3c) {
    throw new YikeError(
      CODES[stage],
      `${location} is an HTML page, not ${WANTED[stage]}: is the file where the server looks for it?`,
    );
  }
  return bytes;
}

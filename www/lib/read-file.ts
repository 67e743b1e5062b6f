/** Files by path or `file:` URL, where the host has files. */

import { YikeError } from './error.js';
import type { ReadFile } from './source.js';

/** A reader of local files; everything that begins with another scheme than `file:` is left to fetch. */
export function fileReader(
  readFile: (path: string) => Promise<Uint8Array>,
  pathOf: (fileUrl: string) => string,
): ReadFile {
  return (location) => {
    // A scheme has two letters or more; one letter is a drive.
    if (/^[a-z][a-z0-9+.-]+:/i.test(location) && !/^file:/i.test(location)) return undefined;
    return readFile(/^file:/i.test(location) ? pathOf(location) : location).catch((error: unknown) => {
      throw new YikeError('network', `cannot read ${location}: ${(error as Error).message}`);
    });
  };
}

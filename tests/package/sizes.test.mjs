/** How much a browser has to fetch, compressed with brotli as static hosts do. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';

import { FIRST_LOAD } from '../../scripts/first_load.mjs';
import { root } from '../../scripts/paths.mjs';

const KB = 1024;

function compressed(folder, names) {
  return names.reduce(
    (sum, name) => sum + brotliCompressSync(readFileSync(join(root, folder, name))).length,
    0,
  );
}

function assertAtMost(bytes, limit, t) {
  t.diagnostic(`${(bytes / KB).toFixed(1)} KB of ${limit} KB`);
  assert.ok(bytes <= limit * KB, `${(bytes / KB).toFixed(1)} KB are more than ${limit} KB`);
}

test('the JavaScript of the package takes at most 8 KB', (t) => {
  assertAtMost(compressed('dist', ['yike.js', 'shared.js', 'error.js']), 8, t);
  assertAtMost(compressed('dist', ['slim.js', 'shared.js', 'error.js']), 8, t);
});

// The thread's code is in it as a text, as no address of it would survive every bundler.
test('that of the worker takes at most 9 KB more', (t) => {
  assertAtMost(compressed('dist', ['worker.js']), 9, t);
});

test('the WebAssembly module takes at most 90 KB', (t) => {
  assertAtMost(compressed('dist', ['yike.wasm']), 90, t);
});

test('the first load of the page without the city takes at most 200 KB', (t) => {
  if (!existsSync(join(root, 'build/site/page.js'))) return t.skip('the site is not built');
  assertAtMost(compressed('build/site', FIRST_LOAD), 200, t);
});

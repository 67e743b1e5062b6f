/**
 * FORMAT.md says enough: a reader written from it alone, in another language and sharing no code, finds in real files all that
 * the engine finds.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { linesOf } from './reader.mjs';

/** The built example `columns` of the crate `yike`. */
const COLUMNS = process.env.YIKE_COLUMNS;
const skip = COLUMNS ? false : 'YIKE_COLUMNS names no program; npm test sets it';

const FILES = {
  Monaco: { path: '../fixtures/monaco.yike', kinds: ['edge', 'node', 'pinyin', 'place', 'street', 'texts'] },
  Malta: {
    path: '../../www/cities/malta.yike',
    kinds: ['edge', 'node', 'pinyin', 'place', 'shape', 'street', 'texts'],
  },
};

for (const [city, { path, kinds }] of Object.entries(FILES)) {
  test(`${city} holds what the engine finds in it`, { skip }, () => {
    const file = fileURLToPath(new URL(path, import.meta.url));
    const { status, stdout, stderr } = spawnSync(COLUMNS, [file], { encoding: 'utf8', maxBuffer: 1 << 28 });
    assert.equal(status, 0, stderr);
    const expected = stdout.trimEnd().split('\n').sort();
    const found = linesOf(new Uint8Array(readFileSync(file))).sort();
    assert.deepEqual([...new Set(found.map((line) => JSON.parse(line)[0]))], kinds);
    const differs = found.findIndex((line, index) => line !== expected[index]);
    assert.equal(found[differs], expected[differs]);
    assert.equal(found.length, expected.length);
  });
}

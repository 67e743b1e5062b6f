/** Datums: against gcoord, which many Chinese pages use, and against published pairs. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import gcoord from 'gcoord';
import { load } from 'yike';
import { load as loadInWorker } from 'yike/worker';

import { bytes, codeOf, GRAPH, ORIGIN, wasm } from './monaco.mjs';

const yike = await load({ graph: GRAPH });
test.after(() => yike.close());

const THEIRS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 };
const PAIRS = Object.keys(THEIRS).flatMap((from) => Object.keys(THEIRS).map((to) => [from, to]));

/** Metres between two positions that are near each other. */
function apart([lon, lat], [otherLon, otherLat]) {
  const east = (otherLon - lon) * 111_320 * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(east, (otherLat - lat) * 110_574);
}

/** Between the corners, so many degrees apart; the steps keep clear of whole degrees. */
function* grid(west, south, east, north, step) {
  for (let lon = west; lon <= east; lon += step)
    for (let lat = south; lat <= north; lat += step) yield [lon, lat];
}

test('the shifts are those of gcoord everywhere in China, and both ways round within 0.1 m', () => {
  let count = 0;
  for (const at of grid(74.13, 17.71, 134.9, 53.3, 0.731)) {
    for (const [from, to] of [
      ['wgs84', 'gcj02'],
      ['gcj02', 'bd09'],
      ['wgs84', 'bd09'],
    ]) {
      const there = yike.convert(at, from, to);
      const theirs = gcoord.transform(at, THEIRS[from], THEIRS[to]);
      assert.ok(apart(there, theirs) < 0.01, `${at} from ${from} to ${to}: ${there} and ${theirs}`);
      assert.ok(apart(yike.convert(there, to, from), at) < 0.1, `${at} from ${from} to ${to} and back`);
      count++;
    }
  }
  assert.ok(count > 10_000);
});

test('the ways back are those of gcoord, as far as its single step is exact', () => {
  for (const at of grid(74.13, 17.71, 134.9, 53.3, 1.931)) {
    for (const [from, to] of [
      ['gcj02', 'wgs84'],
      ['bd09', 'gcj02'],
      ['bd09', 'wgs84'],
    ]) {
      const theirs = gcoord.transform(at, THEIRS[from], THEIRS[to]);
      assert.ok(apart(yike.convert(at, from, to), theirs) < 3, `${at} from ${from} to ${to}`);
    }
  }
});

test('outside China no datum is shifted', () => {
  for (const at of [...grid(-180, -80, 71, 80, 9.7), ...grid(139, -80, 180, 80, 9.7), ORIGIN]) {
    for (const [from, to] of PAIRS) assert.deepEqual(yike.convert(at, from, to), at);
  }
});

test('published pairs are met', () => {
  // Printed in the documentation of the npm packages coordtransform and gcoord.
  const pairs = [
    [[116.404, 39.915], 'wgs84', 'gcj02', [116.41024449916938, 39.91640428150164]],
    [[116.404, 39.915], 'gcj02', 'bd09', [116.41036949371029, 39.92133699351021]],
    [[116.403988, 39.914266], 'wgs84', 'bd09', [116.41661560068297, 39.92196580126834]],
  ];
  for (const [at, from, to, expected] of pairs) {
    assert.ok(apart(yike.convert(at, from, to), expected) < 1e-3, `${at} from ${from} to ${to}`);
  }
});

test('what is no position or no datum is refused', () => {
  assert.equal(
    codeOf(() => yike.convert([116, 91], 'wgs84', 'gcj02')),
    'invalid-coordinate',
  );
  assert.equal(
    codeOf(() => yike.convert([116], 'wgs84', 'gcj02')),
    'invalid-coordinate',
  );
  assert.equal(
    codeOf(() => yike.convert([116, 39], 'wgs-84', 'gcj02')),
    'invalid-option',
  );
  assert.equal(
    codeOf(() => yike.convert([116, 39], 'wgs84')),
    'invalid-option',
  );
});

test('the worker entry converts too', async () => {
  const worker = await loadInWorker({ graph: bytes(), wasm });
  const at = [116.404, 39.915];
  assert.deepEqual(await worker.convert(at, 'wgs84', 'bd09'), yike.convert(at, 'wgs84', 'bd09'));
  worker.close();
});

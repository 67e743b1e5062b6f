/** The mini-program's bundle, outside WeChat, in a realm as bare as a mini-program's. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { load } from 'yike';

import { at, buffer, GRAPH, ORIGIN, PACKAGE, requireBundle } from './realm.mjs';

const plain = (value) => JSON.parse(JSON.stringify(value));

for (const wasm of ['/yike/yike.wasm', '/yike/yike.wasm.br']) {
  for (const graph of [
    '/cities/monaco.yike',
    'https://example.test/monaco.yike',
    buffer(PACKAGE['/cities/monaco.yike']),
  ]) {
    test(`${wasm} with ${typeof graph === 'string' ? graph : 'bytes'} answers as elsewhere`, async () => {
      const elsewhere = await load({ graph: GRAPH, datum: 'gcj02' });
      const yike = await requireBundle().load({ wasm, graph, datum: 'gcj02' });
      assert.deepEqual(plain(yike.info), elsewhere.info);
      for (const call of ['isochrone', 'services', 'circle']) {
        assert.deepEqual(plain(yike[call]({ origin: ORIGIN })), elsewhere[call]({ origin: ORIGIN }), call);
      }
      assert.deepEqual(plain(yike.search('Café')), elsewhere.search('Café'));
      yike.close();
      elsewhere.close();
    });
  }
}

test('what cannot be loaded has its code', async () => {
  const { load: loadThere, YikeError } = requireBundle();
  const wasm = '/yike/yike.wasm';
  const graph = '/cities/monaco.yike';
  const cases = [
    [{ wasm, graph: '/cities/nowhere.yike' }, 'network'],
    [{ wasm, graph: 'https://example.test/nowhere.yike' }, 'network'],
    [{ wasm, graph: 'https://elsewhere.test/monaco.yike' }, 'network'],
    [{ wasm, graph: 'https://example.test/page.yike' }, 'not-a-graph'],
    [{ wasm, graph, colour: 1 }, 'invalid-option'],
    [{ graph }, 'invalid-option'],
    [{ wasm: PACKAGE[wasm], graph }, 'invalid-option'],
  ];
  for (const [options, code] of cases) {
    await assert.rejects(
      loadThere(options),
      (error) => error instanceof YikeError && error.code === code,
      code,
    );
  }
  for (const wrong of ['https://example.test/yike.wasm', '/yike/nowhere.wasm']) {
    await assert.rejects(requireBundle().load({ wasm: wrong, graph }), { code: 'unsupported' });
  }
});

test('UTF-8 without the host’s coders is the same as with them', async () => {
  const texts = ['', 'abc', 'é', '一刻', '🚶‍♀️ walks', 'à la carte – ok'];
  const yike = await requireBundle().load({ wasm: '/yike/yike.wasm', graph: '/cities/monaco.yike' });
  for (const text of texts) {
    const csv = `name,category,lon,lat\n"${text}x",cafe,${ORIGIN.join()}`;
    assert.equal(yike.addPlaces(csv).added, 1);
    const { services } = yike.services({ origin: ORIGIN, minutes: 2 });
    assert.ok(
      services.some(({ name }) => name === `${text}x`),
      text,
    );
  }
  yike.close();
});

test('adapter, engine and the graph of Malta, as large as a county, fit into the main package of 2 MB', () => {
  const size = (path) => readFileSync(at(path)).length;
  const sum = size('dist/miniprogram.cjs') + size('dist/yike.wasm.br') + size('www/cities/malta.yike');
  assert.ok(sum < 2 * 1024 * 1024, `${sum} bytes`);
});

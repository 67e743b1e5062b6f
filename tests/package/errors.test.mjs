/** Wrong arguments throw an error with a stable code and a message that names the value; the engine stays usable. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { load, YikeError } from 'yike';

import { GRAPH, ORIGIN as origin } from './monaco.mjs';

const yike = await load({ graph: GRAPH });

/** What JSON cannot write. */
const circular = {};
circular.itself = circular;

const CASES = [
  // call, code, what the message must hold
  [() => yike.services({ origin: [NaN, 43.7] }), 'invalid-coordinate', 'NaN'],
  [() => yike.services({ origin: [7.4, 91] }), 'invalid-coordinate', '91'],
  [() => yike.services({ origin: [43.7, 190] }), 'invalid-coordinate', '190'],
  [() => yike.services({ origin: '7.4,43.7' }), 'invalid-coordinate', '"7.4,43.7"'],
  [() => yike.services({ origin: [7.4] }), 'invalid-coordinate', '[7.4]'],
  [() => yike.services({}), 'invalid-coordinate', 'origin'],
  [() => yike.services(), 'invalid-option', 'services'],
  [() => yike.services([origin]), 'invalid-option', 'services'],
  [() => yike.services({ origin, minuts: 5 }), 'invalid-option', '"minuts"'],
  [() => yike.services({ origin, minutes: -1 }), 'invalid-minutes', '-1'],
  [() => yike.services({ origin, minutes: 0 }), 'invalid-minutes', '0'],
  [() => yike.services({ origin, minutes: 10_000 }), 'invalid-minutes', '10000'],
  [() => yike.services({ origin, minutes: '15' }), 'invalid-minutes', '"15"'],
  [() => yike.services({ origin, minutes: NaN }), 'invalid-minutes', 'NaN'],
  [() => yike.services({ origin, categories: ['pub', 'gardenn'] }), 'unknown-category', 'pub'],
  [() => yike.services({ origin, categories: 'cafe' }), 'unknown-category', '"cafe"'],
  [() => yike.services({ origin, limit: 0 }), 'invalid-option', '0'],
  [() => yike.services({ origin, limit: 1.5 }), 'invalid-option', '1.5'],
  [() => yike.services({ origin, perCategory: -2 }), 'invalid-option', '-2'],
  [() => yike.services({ origin, direction: 'back' }), 'invalid-option', '"back"'],
  [() => yike.services({ origin, datum: 'nad27' }), 'invalid-option', '"nad27"'],
  [() => yike.services({ origin, profile: 'runner' }), 'unknown-profile', 'runner'],
  [() => yike.services({ origin, profile: { base: 7 } }), 'unknown-profile', '7'],
  [() => yike.services({ origin, profile: { speed: 4 } }), 'invalid-option', '"speed"'],
  [() => yike.services({ origin, profile: { speed_kmh: 80 } }), 'invalid-option', '80'],
  [() => yike.services({ origin, profile: { speed_kmh: NaN } }), 'invalid-option', 'NaN'],
  [() => yike.services({ origin, profile: { avoid_steps: 1 } }), 'invalid-option', '1'],
  [() => yike.services({ origin: [8.4, 43.7] }), 'outside-data', '8.4'],
  [() => yike.services({ origin: [7.4475, 43.7245] }), 'too-far-from-street', '7.4475'],
  [() => yike.isochrone({ origin, minutes: [] }), 'invalid-minutes', '0'],
  [() => yike.isochrone({ origin, minutes: Array(13).fill(5) }), 'invalid-minutes', '13'],
  [() => yike.isochrone({ origin, minutes: [5, '10'] }), 'invalid-minutes', '"10"'],
  [() => yike.isochrone({ origin, minutes: [5, Infinity] }), 'invalid-minutes', 'inf'],
  [() => yike.isochrone({ origin, minHoleArea_m2: -1 }), 'invalid-option', '-1'],
  [() => yike.route({ origin, to: 4e6 }), 'unknown-place', '4000000'],
  [() => yike.route({ origin, to: -1 }), 'unknown-place', '-1'],
  [() => yike.route({ origin }), 'invalid-coordinate', 'to'],
  [() => yike.route({ origin, to: [8.4, 43.7] }), 'outside-data', '8.4'],
  [() => yike.place(4e6), 'unknown-place', '4000000'],
  [() => yike.place('1'), 'unknown-place', '"1"'],
  [() => yike.place(1, { lang: 'zh' }), 'invalid-option', '"lang"'],
  [() => yike.circle({ origin, standard: 'mine' }), 'invalid-standard', '"mine"'],
  [() => yike.circle({ origin, standard: { id: 'x' } }), 'invalid-standard', 'items'],
  [() => yike.circle({ origin, standard: () => 'qixian' }), 'invalid-standard', 'function'],
  [() => yike.circle({ origin, standard: 10n }), 'invalid-standard', '10'],
  [() => yike.circle({ origin, standard: circular }), 'invalid-standard', 'itself'],
  [() => yike.circle({ origin, group: 'everyone' }), 'invalid-option', '"everyone"'],
  [() => yike.circle({ origin, minutes: 500 }), 'invalid-minutes', '500'],
  [() => yike.backdrop([1, 2, 3]), 'invalid-coordinate', '[1,2,3]'],
];

for (const [call, code, named] of CASES) {
  test(`${String(call).slice(6)}: ${code}`, () => {
    assert.throws(call, (error) => {
      assert.ok(error instanceof YikeError && error instanceof Error);
      assert.equal(error.code, code, error.message);
      assert.ok(error.message.includes(named), error.message);
      return true;
    });
    assert.ok(yike.services({ origin, minutes: 5 }).services.length > 0);
  });
}

test('after close every call says so', async () => {
  const closed = await load({ graph: GRAPH });
  closed.close();
  closed.close();
  const calls = [
    () => closed.isochrone({ origin }),
    () => closed.services({ origin }),
    () => closed.route({ origin, to: 1 }),
    () => closed.circle({ origin }),
    () => closed.place(1),
    () => closed.backdrop(),
  ];
  for (const call of calls) assert.throws(call, { code: 'closed' });
  assert.equal(closed.info.name, yike.info.name);
  assert.ok(yike.services({ origin }).services.length > 0, 'others stay open');
});

/** The same file and question give the same bytes natively and in WebAssembly. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { load } from 'yike';

import { GRAPH, native, ORIGINS } from './monaco.mjs';

const yike = await load({ graph: GRAPH });
const QUESTIONS = [
  { question: {}, options: [] },
  { question: { profile: 'elder' }, options: ['--profile', 'elder'] },
  { question: { profile: 'wheelchair', direction: 'to' }, options: ['--profile', 'wheelchair', '--to'] },
  {
    question: { profile: { base: 'uniform', speed_kmh: 5.5 } },
    options: ['--profile', 'uniform', '--speed', '5.5'],
  },
];

for (const { question, options } of QUESTIONS) {
  const title = options.join(' ') || 'the defaults';

  test(`isochrones with ${title}`, native, () => {
    for (const origin of ORIGINS) {
      const minutes = [3, 7.5, 15, 40];
      const ours = yike.isochrone({ origin, minutes, ...question });
      assert.ok(ours.features.every(({ geometry }) => geometry.coordinates.length > 0));
      assert.deepStrictEqual(ours, native.ask('isochrone', origin, '--minutes', minutes.join(), ...options));
    }
  });

  test(`services with ${title}`, native, () => {
    for (const origin of ORIGINS) {
      const ours = yike.services({ origin, minutes: 12, ...question });
      assert.ok(ours.services.length > 10);
      assert.deepStrictEqual(ours, native.ask('services', origin, '--minutes', '12', ...options));
    }
  });

  test(`circles with ${title}`, native, () => {
    for (const origin of ORIGINS) {
      const ours = yike.circle({ origin, standard: 'gb50180-2018', ...question });
      assert.ok(ours.covered > 0 && ours.missing > 0);
      assert.deepStrictEqual(ours, native.ask('circle', origin, '--standard', 'gb50180-2018', ...options));
    }
  });

  test(`routes with ${title}`, native, () => {
    for (const [index, origin] of ORIGINS.entries()) {
      const to = ORIGINS[(index + 1) % ORIGINS.length];
      let ours;
      try {
        ours = yike.route({ origin, to, ...question });
      } catch (error) {
        assert.equal(error.code, 'no-route');
        continue;
      }
      // The tool takes "--to" of a route as its end; it has no direction.
      if (question.direction) continue;
      assert.deepStrictEqual(ours, native.ask('route', origin, '--to', to.join(), ...options));
    }
  });
}

test('services and circles at a time', native, () => {
  for (const openAt of ['2024-05-06T19:30', '2024-05-12T07:00']) {
    const [origin] = ORIGINS;
    const ours = yike.services({ origin, openAt });
    assert.ok(ours.services.some(({ open }) => open));
    assert.deepStrictEqual(ours, native.ask('services', origin, '--open-at', openAt));
    const circle = yike.circle({ origin, openAt });
    assert.deepStrictEqual(circle, native.ask('circle', origin, '--open-at', openAt));
  }
});

test('what the file says of itself', native, () => {
  const { categories, counts } = yike.info;
  assert.ok(categories.length >= 45 && counts.nodes > 1000 && counts.places > 100);
});

test.after(() => yike.close());

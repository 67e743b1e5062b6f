/** The same file and question give the same bytes natively and in WebAssembly. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { load } from 'yike';

import { asBytes, GRAPH, native, ORIGINS } from './monaco.mjs';

const yike = await load({ graph: GRAPH });
const WALKERS = [
  { walker: {}, options: [] },
  { walker: { profile: 'elder' }, options: ['--profile', 'elder'] },
  { walker: { profile: 'stroller' }, options: ['--profile', 'stroller'] },
  { walker: { profile: 'wheelchair' }, options: ['--profile', 'wheelchair'] },
  {
    walker: { profile: { base: 'uniform', speed_kmh: 5.5 } },
    options: ['--profile', 'uniform', '--speed', '5.5'],
  },
];

/** Asks both about all origins, away from them and to them, and compares the answers byte by byte. */
function compare(command, ask, options, there = () => [], turned = '--to') {
  for (const { walker, options: who } of WALKERS) {
    for (const direction of ['from', 'to']) {
      const title = [direction, ...who].join(' ');
      test(`${command}, ${title}`, native, () => {
        let answered = 0;
        for (const [index, origin] of ORIGINS.entries()) {
          const args = [...options, ...there(index), ...who, ...(direction === 'to' ? [turned] : [])];
          let ours;
          try {
            ours = ask({ origin, direction, ...walker }, index);
          } catch (error) {
            assert.equal(native.error(command, origin, ...args), error.message);
            continue;
          }
          answered += 1;
          assert.ok(
            asBytes(ours) === native.text(command, origin, ...args),
            `${command} at ${origin}, ${title}`,
          );
        }
        assert.ok(answered >= 3);
      });
    }
  }
}

const minutes = [3, 7.5, 15, 40];
compare('isochrone', (question) => yike.isochrone({ ...question, minutes }), ['--minutes', minutes.join()]);
compare('services', (question) => yike.services({ ...question, minutes: 25 }), ['--minutes', '25']);
for (const standard of ['six-ones', 'gb50180-2018']) {
  compare('circle', (question) => yike.circle({ ...question, standard }), ['--standard', standard]);
}

const next = (index) => ORIGINS[(index + 1) % ORIGINS.length];
compare(
  'route',
  (question, index) => yike.route({ ...question, to: next(index) }),
  [],
  (index) => ['--to', next(index).join()],
  '--back',
);
compare('route', (question) => yike.route({ ...question, to: 100 }), ['--to', '100'], undefined, '--back');

test('services and circles at a time', native, () => {
  for (const openAt of ['2024-05-06T19:30', '2024-05-12T07:00']) {
    const [origin] = ORIGINS;
    const ours = yike.services({ origin, openAt });
    assert.ok(ours.services.some(({ open }) => open));
    assert.equal(asBytes(ours), native.text('services', origin, '--open-at', openAt));
    assert.equal(
      asBytes(yike.circle({ origin, openAt })),
      native.text('circle', origin, '--open-at', openAt),
    );
  }
});

test('a walk back leads the other way', native, () => {
  const [origin, to] = ORIGINS;
  const there = yike.route({ origin, to, profile: 'uniform' }).geometry.coordinates;
  const back = yike.route({ origin, to, profile: 'uniform', direction: 'to' }).geometry.coordinates;
  assert.deepStrictEqual(back[0], there.at(-1));
  assert.deepStrictEqual(back.at(-1), there[0]);
});

test('numbers are compared to the last bit', () => {
  assert.equal(asBytes({ b: [0.1, -0, 1, 1e-7], a: 'x' }), '{"a":"x","b":[0.1,-0,1,1e-7]}');
  assert.notEqual(asBytes(0.30000000000000004), asBytes(0.3));
});

test('what the file says of itself', native, () => {
  const { categories, counts } = yike.info;
  assert.ok(categories.length >= 45 && counts.nodes > 1000 && counts.places > 100);
});

test.after(() => yike.close());

/** A time at which places should be open: known to be closed does not count, known to be open says so, unknown stays. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { load } from 'yike';
import { load as loadInWorker } from 'yike/worker';

import { bytes, codeOf, GRAPH, ORIGIN, wasm } from './monaco.mjs';

const MONDAY_EVENING = '2024-05-06T19:30';
const SUNDAY_MORNING = '2024-05-12T09:00';
const OWN = [
  { name: 'Evening', hours: 'Mo-Fr 14:00-22:00' },
  { name: 'Morning', hours: 'Mo-Fr 08:00-12:00; Su 08:00-12:00' },
  { name: 'By arrangement', hours: 'by appointment' },
  { name: 'Silent', hours: '' },
].map(({ name, hours }) => ({ name, categories: ['charging_station'], point: ORIGIN, opening_hours: hours }));

async function withOwnPlaces() {
  const yike = await load({ graph: GRAPH });
  const first = yike.info.counts.places;
  assert.equal(yike.addPlaces(OWN).added, OWN.length);
  return { yike, ids: OWN.map((_, index) => first + index) };
}

test('services leave out what is known to be closed and say what is known to be open', async () => {
  const { yike, ids } = await withOwnPlaces();
  const open = (openAt) => {
    const { services } = yike.services({ origin: ORIGIN, minutes: 3, ...(openAt && { openAt }) });
    return ids.map((id) => {
      const found = services.find((service) => service.id === id);
      return found && ['open' in found, found.open];
    });
  };
  const unknown = [false, undefined];
  assert.deepEqual(open(), [unknown, unknown, unknown, unknown]);
  assert.deepEqual(open(MONDAY_EVENING), [[true, true], undefined, unknown, unknown]);
  assert.deepEqual(open(SUNDAY_MORNING), [undefined, [true, true], unknown, unknown]);
  yike.close();
});

test('a place tells whether it is open, or nothing where that is not known', async () => {
  const { yike, ids } = await withOwnPlaces();
  const open = (openAt) => ids.map((id) => yike.place(id, { openAt }).open);
  assert.deepEqual(open(MONDAY_EVENING), [true, false, undefined, undefined]);
  assert.deepEqual(open(SUNDAY_MORNING), [false, true, undefined, undefined]);
  assert.ok(ids.every((id) => !('open' in yike.place(id))));
  assert.equal(yike.place(ids[2]).opening_hours, 'by appointment', 'the text of the map stays to be read');
  yike.close();
});

test('a circle counts nothing that is known to be closed', async () => {
  const yike = await load({ graph: GRAPH });
  yike.addPlaces([OWN[0], OWN[1], OWN[3]]);
  const item = {
    categories: ['charging_station'],
    name: { en: 'Charging' },
    theme: { en: '-' },
    metres: 100,
  };
  const standard = { id: 'own', name: { en: 'Own' }, source: 'a test', year: 2024, items: [item] };
  const judged = (openAt) => {
    const [first] = yike.circle({ origin: ORIGIN, standard, ...(openAt && { openAt }) }).items;
    return [first.status, first.count, first.nearest?.open];
  };
  assert.deepEqual(judged(), ['covered', 3, undefined]);
  assert.deepEqual(judged(MONDAY_EVENING), ['covered', 2, true]);
  assert.equal(judged('2024-05-11T03:00')[1], 1, 'only the one of unknown hours');
  yike.close();
});

test('a time that is none is refused by every call that takes one', async () => {
  const yike = await load({ graph: GRAPH });
  for (const openAt of ['now', '2024-02-30T10:00', '2024-05-06', '2024-05-06T24:00', '', 7]) {
    assert.equal(
      codeOf(() => yike.services({ origin: ORIGIN, openAt })),
      'invalid-option',
      `${openAt}`,
    );
    assert.equal(
      codeOf(() => yike.circle({ origin: ORIGIN, openAt })),
      'invalid-option',
      `${openAt}`,
    );
    assert.equal(
      codeOf(() => yike.place(0, { openAt })),
      'invalid-option',
      `${openAt}`,
    );
  }
  assert.ok(yike.services({ origin: ORIGIN }).services.length > 0);
  yike.close();
});

test('the worker entry passes it on', async () => {
  const yike = await loadInWorker({ graph: bytes(), wasm });
  const { services } = await yike.services({ origin: ORIGIN, openAt: MONDAY_EVENING });
  const known = services.filter(({ open }) => open !== undefined);
  assert.ok(known.length > 0 && known.every(({ open }) => open));
  const all = await yike.services({ origin: ORIGIN });
  assert.ok(all.services.length > services.length);
  yike.close();
});

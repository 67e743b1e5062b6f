/** Several graphs at once, many one after another, and memory that does not grow. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { load } from 'yike';

import { bytes, GRAPH, ORIGIN, ORIGINS } from './monaco.mjs';

/** The memory of the one instance that the package makes, seen while it is made. */
let memory;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...parameters) => {
  const result = await instantiate(...parameters);
  memory = result.instance.exports.memory;
  return result;
};
const size = () => memory.buffer.byteLength;

test('graphs that are loaded at the same time do not disturb each other', async () => {
  const alone = await load({ graph: GRAPH });
  const expected = ORIGINS.map((origin) => alone.isochrone({ origin }));
  const several = await Promise.all(ORIGINS.map(() => load({ graph: bytes() })));
  for (let round = 0; round < 2; round++) {
    several.forEach((yike, index) => {
      assert.deepEqual(yike.isochrone({ origin: ORIGINS[index] }), expected[index]);
    });
  }
  several.forEach((yike) => yike.close());
  assert.deepEqual(alone.isochrone({ origin: ORIGINS[0] }), expected[0]);
  alone.close();
});

test('answers are the caller’s own to change', async () => {
  const yike = await load({ graph: GRAPH });
  const first = yike.services({ origin: ORIGIN });
  const copy = structuredClone(first);
  first.services.forEach((service) => {
    service.names.local = 'changed';
    service.categories.push('changed');
    service.point[0] = 0;
  });
  assert.deepEqual(yike.services({ origin: ORIGIN }), copy);
  yike.close();
});

test('opening, asking and closing again and again keeps memory level', async () => {
  const all = bytes();
  const once = async () => {
    const yike = await load({ graph: all });
    for (const origin of ORIGINS) {
      yike.isochrone({ origin });
      yike.services({ origin });
    }
    yike.close();
  };
  for (let round = 0; round < 5; round++) await once();
  const before = size();
  for (let round = 0; round < 12; round++) await once();
  assert.equal(size(), before);
});

test('thousands of questions to one graph keep memory level', async () => {
  const yike = await load({ graph: GRAPH });
  const ask = (count) => {
    for (let index = 0; index < count; index++) {
      const [lon, lat] = ORIGINS[index % ORIGINS.length];
      yike.isochrone({ origin: [lon + (index % 7) * 1e-5, lat] });
      assert.throws(() => yike.services({ origin: [lon, 91] }));
    }
  };
  ask(200);
  const before = size();
  ask(600);
  assert.equal(size(), before);
  yike.close();
});

/** The example's page: loads, asks on a tap, answers with polygons, markers and rows; says so where there is no answer. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { build } from 'esbuild';

import { at, requireBundle, runModule } from './realm.mjs';

const { outputFiles } = await build({
  entryPoints: [at('www/miniprogram/pages/index/index.ts')],
  bundle: true,
  write: false,
  format: 'cjs',
  target: 'es2018',
  external: ['../../yike/miniprogram'],
});

/** The page with what the framework adds to it. */
async function open(position) {
  let page;
  const globals = {
    Page(options) {
      page = {
        ...options,
        setData: (change) => Object.assign(page.data, JSON.parse(JSON.stringify(change))),
      };
    },
  };
  const require = (name) => {
    assert.equal(name, '../../yike/miniprogram');
    const { load } = requireBundle();
    return { load: (options) => load({ ...options, wasm: '/yike/yike.wasm.br' }) };
  };
  const wx = {
    getLocation({ type, success, fail }) {
      assert.equal(type, 'gcj02');
      if (position) success(position);
      else fail();
    },
  };
  runModule(outputFiles[0].text, { ...globals, wx }, require);
  await page.onLoad();
  return page;
}

test('the first answer stands after loading', async () => {
  const { data } = await open();
  assert.equal(data.message, '');
  assert.ok(data.attribution.includes('OpenStreetMap'));
  assert.ok(data.rows.length > 10 && data.rows.every(({ minutes }) => minutes >= 1 && minutes <= 15));
  const minutes = data.rows.map((row) => row.minutes);
  assert.deepEqual(
    minutes,
    [...minutes].sort((a, b) => a - b),
  );
  assert.equal(data.markers.length, data.rows.length + 1);
  assert.ok(data.polygons.length >= 3);
  for (const { points } of data.polygons) {
    assert.ok(points.length > 3 && points.every(({ latitude }) => latitude > 43.7 && latitude < 43.8));
  }
});

test('a tap asks there, a slower walker reaches less', async () => {
  const page = await open();
  page.onMapTap({ detail: { longitude: 7.4278, latitude: 43.7394 } });
  assert.deepEqual(page.data.origin, [7.4278, 43.7394]);
  assert.equal(page.data.markers[0].longitude, 7.4278);
  const reach = () => Math.max(...page.data.polygons[0].points.map(({ longitude }) => longitude));
  const before = reach();
  page.onProfile({ detail: { value: '4' } });
  assert.ok(reach() < before);
});

test('what is known to be closed now is left out on request, and the rest says what is known', async () => {
  const page = await open();
  const all = page.data.rows.map(({ id }) => id);
  assert.ok(page.data.rows.every(({ hours }) => hours === ''));
  page.onOpenNow();
  const { rows } = page.data;
  assert.ok(rows.length > 10 && rows.every(({ hours }) => ['开放', '开放时间未知'].includes(hours)));
  assert.ok(rows.some(({ hours }) => hours === '开放时间未知'));
  page.onOpenNow();
  assert.deepEqual(
    page.data.rows.map(({ id }) => id),
    all,
  );
});

test('a row and its marker choose each other', async () => {
  const page = await open();
  const { id } = page.data.rows[3];
  page.onRow({ currentTarget: { dataset: { id } } });
  assert.equal(page.data.chosen, id);
  page.onMarkerTap({ detail: { markerId: page.data.rows[5].id + 1 } });
  assert.equal(page.data.chosen, page.data.rows[5].id);
});

test('the phone’s position is taken, or its absence told', async () => {
  const here = await open({ longitude: 7.4262, latitude: 43.7311 });
  here.onLocate();
  assert.deepEqual(here.data.origin, [7.4262, 43.7311]);
  assert.ok(here.data.rows.length > 0);
  const nowhere = await open();
  nowhere.onLocate();
  assert.equal(nowhere.data.message, '没有得到位置');
});

test('outside the city the page says so and stays usable', async () => {
  const page = await open();
  page.onMapTap({ detail: { longitude: 114.19, latitude: 35.6 } });
  assert.equal(page.data.message, '这里不在本城市的数据范围内');
  assert.deepEqual(page.data.polygons, []);
  page.onMapTap({ detail: { longitude: 7.4278, latitude: 43.7394 } });
  assert.equal(page.data.message, '');
});

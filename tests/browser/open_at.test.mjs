// When places should be open: in the panel, the link, the list, the walk, the files and the report.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';

import { link, MONACO, open, picture, ready, serve, useSite } from './site.mjs';

const SUNDAY = '2024-05-12T20:30';
const CSV = [
  'name,category,lon,lat,opening_hours',
  '夜里开的,charging_station,7.4211,43.7325,Mo-Su 18:00-23:00',
  '早上开的,charging_station,7.4212,43.7325,Mo-Su 06:00-11:00',
  '说不清的,charging_station,7.4211,43.7326,电话预约',
].join('\n');

const site = useSite();

/** The page at a view, with three charging stations of one's own. */
async function withOwnPlaces(view = '', options = {}, url = site.url) {
  const page = await ready(await open(site.browser, `${url}#${MONACO}${view}`, { size: 'desk', ...options }));
  await page.setInputFiles('input[type=file]', {
    name: '摸排.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(CSV),
  });
  await page.waitForSelector('.own-result');
  return page;
}

/** The names listed under the charging stations, each with what is said of its hours. */
async function stations(page) {
  const rows = await page.$$eval('.near .places .place .row-text', (all) =>
    all.map((each) => [...each.children].map((part) => part.textContent).join(': ')),
  );
  return rows.filter((row) => /开的|说不清的/.test(row)).sort();
}

async function saved(page, label) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(`text=${label}`)]);
  return (await readFile(await file.path())).toString();
}

it('leaves out what is known to be closed and marks the rest, in list, walk, files and report', async () => {
  const page = await withOwnPlaces('&only=charging_station');
  assert.deepEqual(await stations(page), ['夜里开的', '早上开的', '说不清的']);
  await page.click('.adjust');
  await page.selectOption('select[id$=-open]', { label: '指定时间' });
  await page.fill('input[type=datetime-local]', SUNDAY);
  await page.waitForFunction((text) => location.hash.includes(`open=${text}`), SUNDAY);
  assert.deepEqual(await stations(page), ['夜里开的: 开放', '说不清的: 开放时间未知']);
  assert.match(await page.textContent('.headline'), /2024-05-12（日）20:30 开放/);
  await picture(page, 'open-at');

  const rows = (await saved(page, '设施表 CSV')).split('\r\n');
  assert.ok(
    rows.some((row) => row.startsWith('夜里开的') && row.endsWith(`,Mo-Su 18:00-23:00,${SUNDAY},yes`)),
  );
  assert.ok(rows.some((row) => row.startsWith('说不清的') && row.endsWith(`,电话预约,${SUNDAY},unknown`)));
  assert.ok(rows.every((row) => !row.startsWith('早上开的')));
  const { features } = JSON.parse(await saved(page, '圈和设施 GeoJSON'));
  assert.equal(features[0].properties.openAt, SUNDAY);
  const named = (name) => features.find(({ properties }) => properties.name === name);
  assert.deepEqual([named('夜里开的').properties.open, named('说不清的').properties.open], [true, 'unknown']);
  assert.equal(named('早上开的'), undefined);
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const report = await page.textContent('#yike-report');
  assert.match(report, /2024-05-12（日）20:30 开放/);
  assert.match(report, /充电桩(开放 · 夜里开的|开放时间未知 · 说不清的)/);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));

  await page.click('.near .place:has-text("说不清的")');
  assert.match(await page.textContent('.known'), /2024-05-12（日）20:30开放时间未知.*电话预约/);
  assert.deepEqual(page.errors, []);
  await page.context().close();
});

it('keeps it in the link, and the button beside the list asks for now and for any time again', async () => {
  const page = await ready(await open(site.browser, `${site.url}#${MONACO}&open=${SUNDAY}`));
  assert.match(await page.textContent('.headline'), /2024-05-12/);
  const chip = page.locator('.near .chip');
  assert.equal(await chip.getAttribute('aria-pressed'), 'true');
  await page.click('.handle', { position: { x: 195, y: 10 } });
  await chip.click();
  await page.waitForFunction(() => !location.hash.includes('open='));
  assert.equal(await chip.getAttribute('aria-pressed'), 'false');
  await chip.click();
  assert.equal(link(page).get('open'), 'now');
  await page.goBack();
  await page.goBack();
  await page.waitForFunction((text) => location.hash.includes(`open=${text}`), SUNDAY);
  assert.match(await page.textContent('.headline'), /2024-05-12/, 'the back button takes it back');
  await page.goto(`${site.url}#${MONACO}&open=2024-02-30T10:00`);
  await page.waitForFunction(() => !/开放/.test(document.querySelector('.headline').textContent));
  assert.deepEqual(page.errors, []);
  await page.context().close();
});

/** Half past ten in Monaco, half past four in the afternoon in Shanghai, half past ten at night in Honolulu. */
const MOMENT = '2024-05-12T08:30:00Z';
const OPEN_IN = {
  Monaco: ['早上开的: 开放', '说不清的: 开放时间未知'],
  'Asia/Shanghai': ['说不清的: 开放时间未知'],
  'Pacific/Honolulu': ['夜里开的: 开放', '说不清的: 开放时间未知'],
};

/** What is listed as open now at that moment on a device in a time zone. */
async function openNow(timezoneId, url) {
  const page = await withOwnPlaces('&only=charging_station', { timezoneId }, url);
  await page.clock.setFixedTime(MOMENT);
  await page.click('.near .chip');
  const listed = await stations(page);
  await page.context().close();
  return listed;
}

it('takes now from the clocks of the city, wherever the reader is', async () => {
  for (const timezoneId of ['Asia/Shanghai', 'Pacific/Honolulu']) {
    assert.deepEqual(await openNow(timezoneId), OPEN_IN.Monaco);
  }
});

for (const [title, timeZone] of [
  ['where the list names no time zone', undefined],
  ['where the browser does not know the time zone', 'Europe/Atlantis'],
]) {
  it(`takes now from the clock of the device ${title}`, async () => {
    const cities = [{ id: 'monaco', url: 'monaco.yike', zh: '摩纳哥', en: 'Monaco', timeZone }];
    const own = await serve({ '/cities/index.json': JSON.stringify({ cities }) });
    for (const timezoneId of ['Asia/Shanghai', 'Pacific/Honolulu']) {
      assert.deepEqual(await openNow(timezoneId, own.url), OPEN_IN[timezoneId]);
    }
    own.close();
  });
}

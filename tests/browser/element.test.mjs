import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, it } from 'node:test';

import { launch, open, picture, serve } from './site.mjs';

const DIST = new URL('../../dist/', import.meta.url);
const FILES = ['element.js', 'yike.js', 'shared.js', 'error.js', 'yike.wasm'];

const HOST = `<!doctype html><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,">
<style>yike-map { width: 380px; height: 640px; float: left; margin-right: 8px; }</style>
<script type="module" src="/package/element.js"></script>
<yike-map id="one" graph="/cities/monaco.yike" lon="7.4211" lat="43.7325" minutes="15" lang="zh"></yike-map>
<yike-map id="two" graph="/cities/monaco.yike" lon="7.4265" lat="43.7405" minutes="10" standard="six-ones" lang="en"></yike-map>
<script>
  window.heard = [];
  for (const id of ['one', 'two'])
    for (const type of ['change', 'select'])
      document.getElementById(id).addEventListener(type, (event) => heard.push({ id, type, detail: event.detail }));
</script>`;

let browser;
let site;

before(async () => {
  const files = { '/host.html': HOST };
  for (const name of FILES) files[`/package/${name}`] = await readFile(new URL(name, DIST));
  site = await serve(files);
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.close();
});

it('<yike-map> shows map and list, several in one document, and fires change and select', async () => {
  const page = await open(browser, `${site.url}host.html`, { size: 'desk' });
  await page.waitForFunction(() =>
    ['one', 'two'].every((id) => heard.some((h) => h.id === id && h.type === 'change')),
  );
  const last = (id, type) =>
    page.evaluate(([i, t]) => heard.filter((h) => h.id === i && h.type === t).pop()?.detail, [id, type]);
  const [one, two] = [await last('one', 'change'), await last('two', 'change')];
  assert.deepEqual([one.lon, one.minutes, one.standard], [7.4211, 15, 'qixian']);
  assert.deepEqual([two.lon, two.minutes, two.standard], [7.4265, 10, 'six-ones']);
  assert.match(await page.locator('#one h1').textContent(), /^一刻钟内/);
  assert.match(await page.locator('#two .attribution').textContent(), /OpenStreetMap contributors/);

  await page.evaluate(() => document.getElementById('one').setAttribute('minutes', '8'));
  await page.waitForFunction(() =>
    heard.some((h) => h.id === 'one' && h.type === 'change' && h.detail.minutes === 8),
  );
  await page.evaluate(() => document.getElementById('one').shadowRoot.querySelector('.near .only').click());
  await page.evaluate(() => document.getElementById('one').shadowRoot.querySelector('.near .place').click());
  await page.waitForFunction(() =>
    heard.some((h) => h.id === 'one' && h.type === 'select' && h.detail.place),
  );
  assert.ok((await last('one', 'select')).metres >= 0);
  assert.equal(await last('two', 'select'), undefined);
  await picture(page, 'element');

  await page.evaluate(() => document.getElementById('two').remove());
  assert.deepEqual(page.errors, []);
  await page.context().close();
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { launch, MONACO, open, picture, serve } from './site.mjs';

const HOST = (
  parameters,
) => `<!doctype html><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,">
<iframe id="frame" width="380" height="640" src="/embed.html?${parameters}"></iframe>
<script>
  window.heard = [];
  window.addEventListener('message', (event) => heard.push(event.data));
  window.tell = (message) => document.getElementById('frame').contentWindow.postMessage(message, '*');
</script>`;

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

/** A page around the embedded one; `HOST_ORIGIN` in the parameters becomes its own origin. */
async function embed(parameters) {
  const pages = {};
  const site = await serve(pages);
  const own = encodeURIComponent(new URL(site.url).origin);
  pages['/host.html'] = HOST(parameters.replace('HOST_ORIGIN', own));
  const page = await open(browser, `${site.url}host.html`);
  const frame = page.frames()[1] || (await page.waitForEvent('frameattached'));
  await frame.waitForSelector('.near .row', { timeout: 30000 });
  return { page, frame, site };
}

const last = (page, type) => page.evaluate((t) => heard.filter((m) => m.type === t).pop() || null, type);

describe('the embedded page', () => {
  it('has no header and tells its host of every change', async () => {
    const { page, frame, site } = await embed(`${MONACO}&minutes=10&host=HOST_ORIGIN`);
    assert.equal(await frame.locator('.floating').count(), 0);
    await page.waitForFunction(() => heard.some((m) => m.type === 'change'));
    const first = await last(page, 'change');
    assert.equal(first.minutes, 10);
    assert.equal((await last(page, 'ready')).yike, 1);
    await page.evaluate(() => tell({ yike: 1, type: 'set', lon: 7.4265, lat: 43.7405, profile: 'elder' }));
    await page.waitForFunction(() => heard.some((m) => m.type === 'change' && m.lon === 7.4265));
    const second = await last(page, 'change');
    assert.equal(second.profile, 'elder');
    assert.equal(second.minutes, 10, 'what is absent stays');
    await frame.evaluate(() => document.querySelector('.near .only').click());
    await frame.evaluate(() => document.querySelector('.near .place').click());
    await page.waitForFunction(() => heard.some((m) => m.type === 'select' && m.place));
    assert.ok((await last(page, 'select')).seconds > 0);
    await picture(page, 'embed');
    assert.deepEqual(page.errors, []);
    site.close();
    await page.context().close();
  });

  it('neither hears nor tells a host of another origin', async () => {
    const { page, frame, site } = await embed(`${MONACO}&host=https%3A%2F%2Fother.example`);
    const before = await frame.textContent('h1');
    await page.evaluate(() => tell({ yike: 1, type: 'set', lon: 9, lat: 45 }));
    await page.waitForTimeout(400);
    assert.equal(await frame.textContent('h1'), before);
    assert.deepEqual(await page.evaluate(() => heard), []);
    site.close();
    await page.context().close();
  });

  it('takes and tells positions in the datum it was asked for', async () => {
    const { page, frame, site } = await embed(`${MONACO}&datum=gcj02&host=HOST_ORIGIN`);
    await page.waitForFunction(() => heard.some((m) => m.type === 'change'));
    const change = await last(page, 'change');
    // Outside China the datums agree.
    assert.equal(change.lon, 7.4211);
    assert.ok(await frame.isVisible('.attribution'));
    site.close();
    await page.context().close();
  });
});

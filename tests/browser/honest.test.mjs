import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';

import AxeBuilder from 'axe-core';

import { garbleBlock } from '../format/garble.mjs';
import { link, MONACO, open, picture, pinTip, ready, serve, useSite } from './site.mjs';

const site = useSite();

describe('honest states', () => {
  it('says that a position lies outside the data, and leads back', async () => {
    const page = await open(site.browser, `${site.url}#city=monaco&lon=9&lat=45`, { size: 'desk' });
    await page.waitForSelector('h1');
    await page.waitForFunction(() => document.querySelector('h1').textContent === '这里不在数据范围内');
    await page.click('text=回到数据中间');
    await page.waitForSelector('.near .row');
    await page.context().close();
  });

  it('says that a position was refused', async () => {
    const page = await ready(await open(site.browser, site.url, { permissions: [] }));
    await page.click('text=定位');
    await page.waitForFunction(() =>
      /没有得到位置许可|没能取得位置/.test(document.querySelector('.notice').textContent),
    );
    await page.context().close();
  });

  it('goes to the position when it is given', async () => {
    const geolocation = { longitude: 7.4265, latitude: 43.7405 };
    const page = await ready(
      await open(site.browser, `${site.url}#${MONACO}`, { permissions: ['geolocation'], geolocation }),
    );
    await page.click('text=定位');
    await page.waitForFunction(() => location.hash.includes('lon=7.4265'));
    await page.context().close();
  });

  it('says that a file is missing or broken', async () => {
    const broken = await serve({ '/cities/monaco.yike': '<!doctype html><title>not a graph</title>' });
    const page = await open(site.browser, `${broken.url}#city=monaco`);
    await page.waitForSelector('[role=alert]');
    assert.match(await page.textContent('[role=alert]'), /打不开/);
    broken.close();
    const gone = await open(site.browser, `${site.url}#city=atlantis`);
    await gone.waitForSelector('[role=alert]');
    assert.match(await gone.textContent('[role=alert]'), /找不到/);
    await page.context().close();
    await gone.context().close();
  });

  it('answers where it can and says what is wrong where a part of the file is damaged', async () => {
    const malta = await readFile(new URL('../../www/cities/malta.yike', import.meta.url));
    const broken = await serve({ '/cities/malta.yike': garbleBlock(malta, 10) });
    const page = await ready(
      await open(site.browser, `${broken.url}#city=malta&lon=14.4&lat=35.9`, { language: 'en-GB' }),
    );
    const said = () =>
      page.waitForFunction(() =>
        /^Part of the data file is damaged: block 10/.test(document.querySelector('.notice').textContent),
      );
    // It could not be drawn.
    await said();
    await page.waitForFunction(() => document.querySelector('.notice').textContent === '');
    await page.fill('[role=combobox]', 'triq');
    await said();
    assert.equal(await page.inputValue('[role=combobox]'), 'triq');
    assert.deepEqual(page.errors, []);
    await page.context().close();
    broken.close();
  });

  it('names source and date of the data as soon as the first ring stands', async () => {
    const slow = await serve({ '/app.js': 'await new Promise(() => {});' });
    const page = await open(site.browser, `${slow.url}#${MONACO}`);
    await page.waitForSelector('.first-ring');
    assert.match(await page.textContent('.first-attribution'), /© OpenStreetMap .*\d{4}-\d{2}-\d{2}/);
    assert.ok(await page.isVisible('.first-attribution'));
    await picture(page, 'phone-first-ring');
    await page.context().close();
    slow.close();
  });

  it('says where the ring meets the edge of the data, and only there', async () => {
    for (const [lon, lat, edges] of [
      [7.4155, 43.7275, 1],
      [7.4205, 43.7355, 0],
    ]) {
      const page = await ready(await open(site.browser, `${site.url}#city=monaco&lon=${lon}&lat=${lat}`));
      assert.equal(await page.locator('.edge').count(), edges);
      await page.context().close();
    }
  });

  it('never calls missing what the data has no record of', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk' }));
    const grey = await page.$$eval('.gap:not(.missing)', (all) =>
      all.map((each) => getComputedStyle(each.querySelector('.gap-next')).color),
    );
    const amber = await page.$$eval('.gap.missing .gap-next', (all) =>
      all.map((each) => getComputedStyle(each).color),
    );
    assert.ok(grey.every((colour) => !amber.includes(colour)));
    await page.context().close();
  });
});

describe('privacy', () => {
  it('sends nothing once the files are loaded', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk' }));
    const requests = [];
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
    });
    const tip = await pinTip(page);
    await page.mouse.move(tip.x, tip.y - 20);
    await page.mouse.down();
    await page.mouse.move(tip.x + 60, tip.y - 60, { steps: 8 });
    await page.mouse.up();
    await page.click('.near .only');
    await page.click('.near .place');
    await page.fill('[role=combobox]', 'rue');
    await page.keyboard.press('Enter');
    await page.click('.floating .round:last-child');
    await page.mouse.wheel(0, -400);
    await page.waitForTimeout(800);
    assert.deepEqual(requests, []);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

  it('asks no other host for anything, and no position by itself', async () => {
    const context = await site.browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block' });
    const page = await context.newPage();
    const hosts = new Set();
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    await page.addInitScript(() => {
      navigator.geolocation.getCurrentPosition = () => {
        throw new Error('asked for a position');
      };
    });
    await page.goto(site.url);
    await ready(page);
    assert.deepEqual([...hosts], [new URL(site.url).origin]);
    await context.close();
  });
});

describe('keyboard and screen reader', () => {
  it('moves the pin by arrow keys', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size: 'desk' }));
    await page.focus('.pin');
    await page.keyboard.press('Shift+ArrowRight');
    await page.waitForFunction(() => !location.hash.includes('lon=7.4211&'));
    assert.ok(Number(link(page).get('lon')) > 7.4211);
    await page.context().close();
  });

  for (const [size, dark, language] of [
    ['phone', false, 'zh-CN'],
    ['phone', true, 'en-GB'],
    ['desk', false, 'en-GB'],
    ['desk', true, 'zh-CN'],
  ]) {
    it(`axe finds nothing (${size}, ${dark ? 'dark' : 'light'}, ${language})`, async () => {
      const page = await ready(
        await open(site.browser, `${site.url}#${MONACO}`, { size, dark, language, bypassCSP: true }),
      );
      await page.addScriptTag({ content: AxeBuilder.source });
      const check = async (where) => {
        const { violations } = await page.evaluate(() => window.axe.run());
        const found = violations.map(
          (v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`,
        );
        assert.deepEqual(found, [], where);
      };
      await check('at first');
      await page.click('.adjust');
      await check('options');
      if (size === 'phone') await page.click('.handle', { position: { x: 195, y: 10 } });
      await page.click('.near .only');
      await check('one category');
      await page.click('.near .place');
      await check('walk');
      await picture(page, `${size}-${dark ? 'dark' : 'light'}-walk-${language}`);
      await page.context().close();
    });
  }
});

// What stands on the page while the pin is under a finger.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';

import { garbleBlock } from '../format/garble.mjs';
import { MONACO, open, pinTip, ready, ringSizes, serve, useSite } from './site.mjs';

const site = useSite();
/** Where a circle just does not touch Malta's easternmost block. */
const WEST_OF_IT = 'lon=14.4675&lat=35.8898';
const MOUSE = { size: 'phone', hasTouch: false, isMobile: false };

/** A device so fast that nothing takes any time. */
const FAST = () => {
  performance.now = () => 0;
};
/** A device so slow that a look at the clock takes a second. */
const SLOW = () => {
  let now = performance.now();
  performance.now = () => (now += 1000);
};

/** Malta with a block that cannot be read. The walk of 15 minutes that is drawn does not meet it; that of 30 may. */
const damagedInTheEast = async () =>
  garbleBlock(await readFile(new URL('../../www/cities/malta.yike', import.meta.url)), 10);

/** Ring, score, sentence and list as they stand. */
const shown = (page) =>
  page.evaluate(() => ({
    ring: document.querySelector('.leaflet-rings-pane path').getAttribute('d'),
    dots: document.querySelector('.leaflet-marks-pane path').getAttribute('d'),
    sentence: document.querySelector('.score text').textContent + document.querySelector('h1').textContent,
    list: Array.from(document.querySelectorAll('.near .far-metres'), (each) => each.textContent).join(),
  }));

/** Resolves after the next frame has been drawn. */
const drawn = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );

/** Takes the pin up by its head; gives where. */
async function takeUp(page) {
  const tip = await pinTip(page);
  const at = { x: tip.x, y: tip.y - 20 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  return at;
}

describe('the page while the pin is dragged', () => {
  it('shows ring, sentence, list and dots of the same place in each frame where the device keeps up', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, MOUSE));
    await page.evaluate(FAST);
    const at = await takeUp(page);
    let before = await shown(page);
    for (const step of [1, 2, 3, 4]) {
      await page.mouse.move(at.x - 8 * step, at.y - 5 * step);
      await drawn(page);
      const now = await shown(page);
      assert.notEqual(now.ring, before.ring);
      assert.notEqual(now.list, before.list, 'the list is of the new place with the ring');
      await page.waitForTimeout(500);
      assert.deepEqual(await shown(page), now, 'nothing comes later');
      before = now;
    }
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

  it('draws each ring at once where the device does not keep up, and the rest when the pin is held still', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, MOUSE));
    await page.evaluate(SLOW);
    const at = await takeUp(page);
    let { ring } = await shown(page);
    for (const step of [1, 2, 3, 4]) {
      await page.mouse.move(at.x - 8 * step, at.y - 5 * step);
      await drawn(page);
      const now = await shown(page);
      assert.notEqual(now.ring, ring, 'the ring follows in each frame');
      ring = now.ring;
    }
    await page.waitForTimeout(500);
    const held = await shown(page);
    assert.equal(held.ring, ring);
    await page.mouse.up();
    await drawn(page);
    const settled = await shown(page);
    assert.equal(held.sentence, settled.sentence, 'the sentence is of the place where the pin was held');
    const sorted = (list) => list.split(',').sort().join();
    assert.equal(sorted(held.list), sorted(settled.list), 'so is the list, in its old order');
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

  for (const [device, clock] of [
    ['that keeps up', FAST],
    ['that does not', SLOW],
  ]) {
    it(`says why what looks further than the rings fails, on a device ${device}, and recovers`, async () => {
      const broken = await serve({ '/cities/malta.yike': await damagedInTheEast() });
      const page = await ready(await open(site.browser, `${broken.url}#city=malta&${WEST_OF_IT}`, MOUSE));
      await page.evaluate(clock);
      const at = await takeUp(page);
      for (const step of [1, 2, 3, 4]) {
        await page.mouse.move(at.x + 20 * step, at.y);
        await drawn(page);
      }
      await page.waitForFunction(() => document.querySelector('h1').textContent === '没能算出来');
      assert.match(await page.textContent('.headline'), /block 10 is damaged/);
      await page.mouse.move(at.x - 5, at.y);
      await page.waitForFunction(() => /\d+ 项中已有 \d+ 项/.test(document.querySelector('h1').textContent));
      assert.ok((await ringSizes(page))[0] > 100, 'rings are drawn again');
      await page.mouse.up();
      await page.waitForSelector('.near .row');
      assert.deepEqual(page.errors, []);
      await page.context().close();
      broken.close();
    });
  }
});

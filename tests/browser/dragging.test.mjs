// What stands on the page while the pin is under a finger.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { MONACO, open, pinTip, ready, useSite } from './site.mjs';

const site = useSite();
const MOUSE = { size: 'phone', hasTouch: false, isMobile: false };

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
    // A device so fast that nothing takes any time.
    await page.evaluate(() => {
      performance.now = () => 0;
    });
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
    // A device so slow that a look at the clock takes a second.
    await page.evaluate(() => {
      let now = performance.now();
      performance.now = () => (now += 1000);
    });
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
});

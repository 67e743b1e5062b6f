import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { link, listedMinutes, MONACO, open, picture, pinTip, ready, ringSizes, useSite } from './site.mjs';

const site = useSite();

/** Waits until the rings are as large as they should be. */
async function reaches(page, done, what) {
  for (let left = 50; !done(await ringSizes(page)); left--) {
    assert.ok(left > 0, `${what}: ${await ringSizes(page)}`);
    await page.waitForTimeout(100);
  }
}

for (const size of ['phone', 'desk']) {
  describe(`the page on a ${size}`, () => {
    it('answers at first sight: sentence, score, rings, gaps and a list by walking time', async () => {
      const page = await ready(await open(site.browser, site.url, { size }));
      assert.match(await page.textContent('h1'), /^一刻钟内，\d+ 项(中已有 \d+ 项|都有)$/);
      const rings = await ringSizes(page);
      assert.equal(rings.length, 3);
      assert.ok(rings[2] > 50 && rings[1] > rings[2] && rings[0] > rings[1], `rings are drawn: ${rings}`);
      const minutes = await listedMinutes(page);
      assert.ok(minutes.length > 5);
      assert.deepEqual(
        minutes,
        minutes.slice().sort((a, b) => a - b),
        'nearest first',
      );
      assert.ok(
        minutes.every((n) => n >= 1 && n <= 15),
        'nothing beyond the outermost ring',
      );
      assert.match(await page.textContent('.attribution'), /© OpenStreetMap .*\d{4}-\d{2}-\d{2}/);
      assert.ok(await page.isVisible('.attribution'));
      assert.deepEqual(page.errors, []);
      await picture(page, `${size}-light-zh`);
      await page.context().close();
    });

    it('moves rings, sentence and list while the pin is dragged, and keeps the order of the list', async () => {
      const page = await ready(
        await open(site.browser, `${site.url}#${MONACO}`, { size, hasTouch: false, isMobile: false }),
      );
      const categories = () =>
        page.$$eval('.near > ul > li > .row .row-title', (all) => all.map((e) => e.textContent));
      const metres = () => page.$$eval('.near .far-metres', (all) => all.map((e) => e.textContent).join());
      const [orderBefore, metresBefore] = [await categories(), await metres()];
      const tip = await pinTip(page);
      await page.mouse.move(tip.x, tip.y - 20);
      await page.mouse.down();
      await page.mouse.move(tip.x - 30, tip.y - 25, { steps: 5 });
      // The rings follow in each frame, the list as soon as the device finds the time.
      await page.waitForTimeout(600);
      assert.notEqual(await metres(), metresBefore, 'the list moves along');
      const orderWhile = await categories();
      assert.deepEqual(orderWhile.slice(0, orderBefore.length), orderBefore, 'no row jumps under the finger');
      await page.mouse.up();
      await page.waitForTimeout(100);
      const minutes = await listedMinutes(page);
      assert.deepEqual(
        minutes,
        minutes.slice().sort((a, b) => a - b),
        'the list settles when the pin is let go',
      );
      assert.notEqual(link(page).get('lon'), '7.4211');
      await page.goBack();
      await page.waitForFunction(() => location.hash.includes('lon=7.4211'));
      assert.equal(await metres(), metresBefore, 'the back button takes the pin back');
      assert.deepEqual(page.errors, []);
      await page.context().close();
    });

    it('draws the walk to a service at one tap and says minutes, metres and steps', async () => {
      const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size }));
      if (size === 'phone') await page.click('.handle', { position: { x: 195, y: 10 } });
      const row = page.locator('.near > ul > li:nth-child(2) > .row');
      const [minutes, metres] = await row.evaluate((each) => [
        each.querySelector('.far-time').textContent,
        each.querySelector('.far-metres').textContent,
      ]);
      const rings = await ringSizes(page);
      await row.click();
      const figures = await page.textContent('.walk .figures');
      assert.match(figures, /\d+ 分钟.*\d+ 米.*约 \d+ 步/);
      assert.ok(figures.startsWith(minutes), `${figures} are those of the list: ${minutes}`);
      assert.ok(figures.includes(metres), `${figures} are those of the list: ${metres}`);
      assert.ok((await page.$$('.way li')).length >= 1, 'the way by its streets');
      assert.ok(link(page).get('to'), 'the place is in the link');
      assert.equal(link(page).get('only'), null, 'the other categories stay');
      await reaches(page, (now) => now[0] > rings[0] * 1.5, 'the map comes nearer');
      await page.goBack();
      await page.waitForSelector('.near');
      // Whether the map was still on its way or not: it comes nearer within a fifth of a second.
      await page.waitForTimeout(600);
      await reaches(page, (now) => now.join() === rings.join(), 'and goes back to the rings');
      await row.click();
      await page.waitForTimeout(600);
      await page.goBack();
      await reaches(page, (now) => now.join() === rings.join(), 'also from where it has come to rest');
      assert.deepEqual(page.errors, []);
      await page.context().close();
    });

    it('shows one category alone at one tap, each of its places with its walk', async () => {
      const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size }));
      if (size === 'phone') await page.click('.handle', { position: { x: 195, y: 10 } });
      const only = page.locator('.near > ul > li:nth-child(2) > .only');
      const count = Number(await only.textContent());
      await only.click();
      assert.equal(await only.getAttribute('aria-expanded'), 'true');
      assert.ok(link(page).get('only'), 'the category is in the link');
      assert.equal((await page.$$('.near .place')).length, count);
      await page.click('.near .place');
      await page.waitForSelector('.walk .figures');
      assert.match(await page.textContent('.figures'), /\d+ 分钟.*\d+ 米.*约 \d+ 步/);
      assert.ok((await page.$$('.way li')).length >= 1, 'the way by its streets');
      assert.ok(link(page).get('to'), 'the place is in the link');
      await picture(page, `${size}-walk`);
      await page.goBack();
      await page.waitForSelector('.near');
      await page.goBack();
      await page.waitForFunction(() => !location.hash.includes('only='));
      assert.deepEqual(page.errors, []);
      await page.context().close();
    });

    it('switches language, profile, minutes and standard, and a link gives the same view', async () => {
      const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size, dark: true }));
      await page.click('.floating .round:last-child');
      assert.match(await page.textContent('h1'), /\d+ of \d+ within a quarter hour|All \d+ within/);
      await page.click('.segment:nth-of-type(2)');
      assert.equal(link(page).get('profile'), 'elder');
      assert.equal(link(page).get('group'), 'elder');
      await page.click('.adjust');
      await page.selectOption('select[id$=standard]', 'gb50180-2018');
      await page.fill('input[id$=minutes]', '22');
      await page.keyboard.press('Tab');
      await page.waitForFunction(() => location.hash.includes('minutes=22'));
      assert.match(await page.textContent('.legend'), /22 min/);
      await page.waitForTimeout(400);
      const text = await page.textContent('.near');
      const again = await ready(await open(site.browser, page.url(), { size }));
      assert.equal(await again.textContent('.near'), text);
      assert.equal(await again.textContent('h1'), await page.textContent('h1'));
      await picture(page, `${size}-dark-en`);
      assert.deepEqual(page.errors.concat(again.errors), []);
      await page.context().close();
      await again.context().close();
    });

    it('shows the whole standard theme by theme', async () => {
      const page = await ready(
        await open(site.browser, `${site.url}#${MONACO}&standard=wuhai-eight`, { size }),
      );
      if (size === 'phone') await page.click('.handle', { position: { x: 195, y: 10 } });
      const themes = await page.$$eval('.theme summary', (all) => all.map((each) => each.textContent));
      assert.equal(themes.length, 8);
      assert.ok(
        themes.every((text) => /\d+ 项中有 \d+ 项/.test(text)),
        themes.join(),
      );
      await page.click('.theme summary');
      assert.ok((await page.$$('.theme[open] li')).length >= 1);
      assert.deepEqual(page.errors, []);
      await page.context().close();
    });

    it('finds places offline and moves the pin there', async () => {
      const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { size }));
      await page.fill('[role=combobox]', 'casino');
      await page.waitForSelector('[role=option]');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => !location.hash.includes('lon=7.4211'));
      assert.deepEqual(page.errors, []);
      await page.context().close();
    });
  });
}

describe('the sheet on a phone', () => {
  it('is dragged by hand between three stops and never covers the pin', async () => {
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`));
    const session = await page.context().newCDPSession(page);
    const top = () => page.$eval('.panel', (panel) => panel.getBoundingClientRect().top);
    const drag = async (from, to) => {
      const send = (type, y) =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: type === 'touchEnd' ? [] : [{ x: 195, y }],
        });
      await send('touchStart', from);
      for (let i = 1; i <= 8; i++) await send('touchMove', from + ((to - from) * i) / 8);
      await send('touchEnd');
      await page.waitForTimeout(600);
    };
    const half = await top();
    assert.ok(half > 300 && half < 500, `half: ${half}`);
    await drag(half + 12, 240);
    const full = await top();
    assert.ok(full < half - 100, `full: ${full}`);
    assert.ok((await pinTip(page)).y < full, 'the pin stays in sight');
    await drag(full + 12, 800);
    await drag((await top()) + 12, 820);
    const peek = await top();
    assert.ok(peek > 650, `peek: ${peek}`);
    assert.ok(await page.isVisible('h1'));
    await page.context().close();
  });
});

describe('the page at 360 pixels', () => {
  it('has no sideways scroll and targets of 44 pixels', async () => {
    const page = await ready(await open(site.browser, site.url, { viewport: { width: 360, height: 640 } }));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360));
    const small = await page.$$eval('button, select, .segment, input[type=text]', (all) =>
      all
        .filter((e) => e.offsetParent && !e.classList.contains('handle') && !e.classList.contains('hidden'))
        .filter((e) => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44)
        .map((e) => e.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(small, []);
    await page.context().close();
  });

  it('covers no part of the pin where it draws a walk', async () => {
    const page = await ready(
      await open(site.browser, `${site.url}#${MONACO}`, { viewport: { width: 360, height: 740 } }),
    );
    for (const row of [0, 1, 2, 3, 4]) {
      await page.locator('.near > ul > li > .row').nth(row).click();
      await page.waitForSelector('.walk');
      await page.waitForTimeout(500);
      const over = await page.evaluate(() => {
        const box = (element) => element.getBoundingClientRect();
        const pin = box(document.querySelector('.pin svg'));
        return Array.from(document.querySelectorAll('.search, .round, .legend li, .panel, .attribution'))
          .filter((each) => {
            const { left, right, top, bottom } = box(each);
            return left < pin.right && right > pin.left && top < pin.bottom && bottom > pin.top;
          })
          .map((each) => each.className || each.textContent);
      });
      assert.deepEqual(over, [], `row ${row}`);
      await page.click('.back');
      await page.waitForSelector('.near .row');
    }
    await page.context().close();
  });
});

describe('the page on a phone on its side', () => {
  it('puts the panel beside the map, with ring, pin and list in sight', async () => {
    const viewport = { width: 740, height: 360 };
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { viewport }));
    const { panel, ring, pin } = await page.evaluate(() => {
      const box = (selector) => document.querySelector(selector).getBoundingClientRect().toJSON();
      return { panel: box('.panel'), ring: box('.leaflet-rings-pane path'), pin: box('.pin svg') };
    });
    assert.deepEqual([panel.left, panel.right, panel.top, panel.bottom], [0, 370, 0, 360]);
    assert.ok(ring.left >= 370 && ring.right <= 740 && ring.bottom <= 360, JSON.stringify(ring));
    assert.ok(ring.height > 150, `the ring is ${ring.height} pixels high`);
    assert.ok(pin.left >= 370 && pin.top > 60 && pin.bottom < 360, JSON.stringify(pin));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 740));
    await picture(page, 'phone-on-its-side');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.waitForFunction(() => document.querySelector('.panel').getBoundingClientRect().width === 360);
    for (let left = 50; (await pinTip(page)).x >= 360; left--) {
      assert.ok(left > 0, 'upright again the pin is in sight');
      await page.waitForTimeout(100);
    }
    await page.context().close();
  });
});

describe('the page on a small phone that shows everything twice as large', () => {
  it('has room for a search, the buttons and the sentence', async () => {
    const viewport = { width: 180, height: 370 };
    const page = await ready(await open(site.browser, `${site.url}#${MONACO}`, { viewport }));
    const boxes = await page.evaluate(() =>
      Array.from(document.querySelectorAll('.search input, .round, .headline-text'), (element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return { left, right, top, bottom };
      }),
    );
    assert.equal(boxes.length, 4);
    for (const [at, box] of boxes.entries()) {
      assert.ok(box.left >= 0 && box.right <= 180, JSON.stringify(box));
      for (const other of boxes.slice(0, at)) {
        const apart = box.left >= other.right || other.left >= box.right || box.top >= other.bottom;
        assert.ok(apart, `${JSON.stringify(other)} lies under ${JSON.stringify(box)}`);
      }
    }
    assert.ok(boxes[0].right - boxes[0].left > 140, 'a place can be typed');
    assert.ok(boxes[3].right - boxes[3].left > 120, 'the sentence is more than a word wide');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 180));
    await picture(page, 'phone-twice-as-large');
    await page.context().close();
  });
});

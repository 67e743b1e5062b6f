// The site and the classic-script build in old and other browsers: load, ring, drag, list, route, export.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { MONACO, serve } from '../browser/site.mjs';
import { ENGINES } from './engines.mjs';

const SCRIPT_PAGE = `<!doctype html><meta charset="utf-8"><title>script tag</title><script src="/yike.iife.js"></script>`;

/** What the classic script answers; the same question is put to every engine, and all must agree to the last digit. */
const QUESTION = `yike.load({ graph: '/cities/monaco.yike', wasm: '/yike.wasm' }).then(function (city) {
  var origin = [7.4211, 43.7325];
  var rings = city.isochrone({ origin: origin, minutes: [5, 10, 15] });
  var near = city.services({ origin: origin, minutes: 10 });
  var walk = city.route({ origin: origin, to: near.services[near.services.length - 1].id });
  city.close();
  return JSON.stringify([rings, near, walk]);
})`;

let site;
const answers = new Map();

before(async () => {
  site = await serve({
    '/script.html': SCRIPT_PAGE,
    // It would ask for all files once more.
    '/sw.js': '',
    '/yike.iife.js': await readFile(new URL('../../dist/yike.iife.js', import.meta.url)),
  });
});

after(() => site.close());

/** Asks until the page says yes. */
async function until(page, what, expression, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  while (!(await page.evaluate(expression))) {
    if (Date.now() > end)
      throw new Error(`${what}: not after ${seconds} s; the page shows ${await shown(page)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const shown = (page) => page.evaluate('document.body.innerText.slice(0, 400)');

const RING_WIDTH = `(function () {
  var ring = document.querySelector('.leaflet-rings-pane path');
  return ring ? ring.getBoundingClientRect().width : 0;
})()`;

const PIN_TIP = `(function () {
  var box = document.querySelector('.pin').getBoundingClientRect();
  return [box.left + 26, box.top + 50];
})()`;

/** Catches what the page offers as a file, in place of the browser's download. */
const CATCH_FILES = `(function () {
  window.caught = [];
  URL.createObjectURL = function (blob) {
    var reader = new FileReader();
    reader.onload = function () { window.caught.push(reader.result); };
    reader.readAsText(blob);
    return 'data:,';
  };
})()`;

async function useTheSite(page) {
  await page.navigate(`${site.url}#${MONACO}`);
  await until(page, 'the first answer', `!!document.querySelector('.near .row')`);
  assert.match(await page.evaluate(`document.querySelector('h1').textContent`), /\d/);
  await until(page, 'the rings', `${RING_WIDTH} > 100`);
  const requestsWhenLoaded = page.requests && page.requests.length;

  const [x, y] = await page.evaluate(PIN_TIP);
  await page.drag([x, y - 20], [x - 40, y - 50]);
  await until(page, 'the pin has moved', `location.hash.indexOf('lon=7.4211') < 0`);
  assert.ok((await page.evaluate(RING_WIDTH)) > 100, 'rings follow the pin');

  await page.evaluate(`document.querySelector('.near > ul > li:nth-child(2) > .only').click()`);
  await until(page, 'the places of a category', `!!document.querySelector('.near .place')`);
  await page.evaluate(`document.querySelector('.near .place').click()`);
  await until(page, 'the walk', `!!document.querySelector('.walk .figures')`);
  assert.match(await page.evaluate(`document.querySelector('.figures').textContent`), /\d+/);
  await page.evaluate(`document.querySelector('.walk .back').click()`);

  await page.evaluate(CATCH_FILES);
  await page.evaluate(
    `Array.prototype.filter.call(document.querySelectorAll('button'), function (button) {
      return /GeoJSON/.test(button.textContent);
    })[0].click()`,
  );
  await until(page, 'the export', 'window.caught.length > 0');
  const collection = JSON.parse(await page.evaluate('window.caught[0]'));
  assert.equal(collection.type, 'FeatureCollection');
  assert.ok(collection.features.some((feature) => feature.geometry.type === 'MultiPolygon'));
  if (page.requests) {
    const later = page.requests
      .slice(requestsWhenLoaded)
      .filter((url) => !/^(data|blob):|\/sw\.js$/.test(url));
    assert.deepEqual(later, [], 'nothing is asked of any server once the files are there');
  }
}

async function useTheScript(page, name) {
  await page.navigate(`${site.url}script.html`);
  await until(page, 'the global', `typeof yike === 'object' && typeof yike.load === 'function'`);
  const answer = await page.evaluate(QUESTION);
  assert.equal(JSON.parse(answer)[0].features.length, 3);
  answers.set(name, answer);
}

for (const engine of ENGINES) {
  describe(engine.name, () => {
    let page;
    let missing;

    before(async () => {
      try {
        page = await engine.open();
      } catch (error) {
        missing = error.message;
      }
    });

    after(async () => {
      if (page) await page.close();
    });

    const run = (what, use) =>
      it(what, { timeout: 120_000 }, async (test) => {
        if (!page && engine.required) assert.fail(missing);
        if (!page) return test.skip(missing);
        test.diagnostic(await page.version());
        await use(page, engine.name);
      });

    run('shows the site, and every part of it works', useTheSite);
    run('answers through a plain script tag', useTheScript);
  });
}

describe('all engines', () => {
  it('give the same answer to the last digit', () => {
    assert.ok(answers.size > 1);
    const [first, ...others] = answers;
    for (const [name, answer] of others) assert.ok(answer === first[1], `${name} differs from ${first[0]}`);
  });
});

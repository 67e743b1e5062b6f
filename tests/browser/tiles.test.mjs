// An operator's tiles in place of the backdrop: which are asked for, and that the pin stands on them where it should.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import gcoord from 'gcoord';

import { launch, MONACO, open, picture, pinTip, ready, serve } from './site.mjs';

const TOOL = process.env.YIKE_TOOL;
const TOWN = fileURLToPath(new URL('../fixtures/town.osm', import.meta.url));
/** From the hand-drawn town's own place to one in Sichuan. */
const MOVED = [99.1, -13.2];

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

/** One grey tile, as any server could give it. */
async function greyTile() {
  const page = await browser.newPage();
  const address = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 256;
    const context = canvas.getContext('2d');
    context.fillStyle = '#ddd';
    context.fillRect(1, 1, 254, 254);
    return canvas.toDataURL('image/png');
  });
  await page.close();
  return Buffer.from(address.split(',')[1], 'base64');
}

/** A site whose operator has set tiles of a datum; `asked` collects the tiles that were requested. */
async function tiledSite(datum, extra = {}) {
  const tile = await greyTile();
  const asked = [];
  const tiles = { url: '/tiles/{z}/{x}/{y}.png', datum, attribution: '某地图 GS(2024)0001号', maxZoom: 18 };
  const site = await serve({ '/config.json': JSON.stringify({ tiles }), ...extra }, (name) => {
    const numbers = /^\/tiles\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(name);
    if (!numbers) return undefined;
    asked.push(numbers.slice(1).map(Number));
    return tile;
  });
  return { site, asked };
}

/** Tile and fraction of it at a zoom, in the Web Mercator grid that all tile servers share. */
function tileAt([lon, lat], zoom) {
  const sin = Math.sin((lat * Math.PI) / 180);
  const count = 2 ** zoom;
  return [((lon + 180) / 360) * count, (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * count];
}

/** The zoom, x and y, with fractions, of the ground under a point of the screen, read off the tiles that lie there. */
function tileUnder(page, { x, y }) {
  return page.evaluate(
    ([left, top]) => {
      for (const image of document.querySelectorAll('.map img[src*="/tiles/"]')) {
        const box = image.getBoundingClientRect();
        if (left < box.left || left >= box.right || top < box.top || top >= box.bottom) continue;
        const [zoom, column, row] = /(\d+)\/(\d+)\/(\d+)\.png/.exec(image.src).slice(1).map(Number);
        return [zoom, column + (left - box.left) / box.width, row + (top - box.top) / box.height];
      }
      return null;
    },
    [x, y],
  );
}

/** Asserts that the tip of the pin stands on the tiles where a position lies, to so many pixels. */
async function assertPinOnTiles(page, position, pixels) {
  const [zoom, column, row] = await tileUnder(page, await pinTip(page));
  const [x, y] = tileAt(position, zoom);
  const off = Math.hypot(column - x, row - y) * 256;
  assert.ok(off < pixels, `the pin is ${off.toFixed(1)} pixels from its place at zoom ${zoom}`);
}

it('asks for the tiles around the pin, shows their attribution, and keeps the backdrop for pictures', async () => {
  const { site, asked } = await tiledSite('wgs84');
  const page = await ready(await open(browser, `${site.url}#${MONACO}`, { size: 'desk' }));
  await page.waitForFunction(() => document.querySelectorAll('.map img.leaflet-tile-loaded').length > 5);
  assert.match(await page.textContent('.attribution'), /© OpenStreetMap .*某地图 GS\(2024\)0001号/);
  await assertPinOnTiles(page, [7.4211, 43.7325], 3);
  const [zoom] = asked[0];
  const [x, y] = tileAt([7.4211, 43.7325], zoom).map(Math.floor);
  assert.ok(asked.some(([z, column, row]) => z === zoom && column === x && row === y));
  assert.ok(
    asked.every(([z, column, row]) => z === zoom && Math.abs(column - x) < 9 && Math.abs(row - y) < 9),
    'none from far away',
  );
  await picture(page, 'tiles');
  const count = asked.length;
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('text=地图图片')]);
  assert.ok(readFileSync(await file.path()).length > 50_000, 'streets are drawn from the file');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(200);
  assert.equal(asked.length, count, 'neither a picture nor the night asks for more');
  assert.deepEqual(page.errors, []);
  await page.context().close();
  site.close();
});

for (const datum of ['gcj02', 'bd09']) {
  const title = `stands where it should on tiles in ${datum}, and exports in that datum`;
  it(title, { skip: TOOL ? false : 'YIKE_TOOL names no command-line tool' }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yike-tiles-'));
    const moved = readFileSync(TOWN, 'utf8')
      .replace(/lon="([\d.]+)"/g, (_, lon) => `lon="${(Number(lon) + MOVED[0]).toFixed(7)}"`)
      .replace(/lat="([\d.]+)"/g, (_, lat) => `lat="${(Number(lat) + MOVED[1]).toFixed(7)}"`);
    writeFileSync(join(folder, 'town.osm'), moved);
    execFileSync(TOOL, ['build', join(folder, 'town.osm'), '--output', join(folder, 'town.yike')]);
    const origin = [5.005 + MOVED[0], 43.9027 + MOVED[1]];
    const { site, asked } = await tiledSite(datum, {
      '/cities/index.json': JSON.stringify({
        cities: [{ id: 'town', url: 'town.yike', zh: '小城', en: 'Town', origin }],
      }),
      '/cities/town.yike': readFileSync(join(folder, 'town.yike')),
    });
    const page = await ready(await open(browser, site.url, { size: 'desk' }));
    await page.waitForFunction(() => document.querySelectorAll('.map img.leaflet-tile-loaded').length > 5);
    const shifted = gcoord.transform(origin, gcoord.WGS84, datum === 'bd09' ? gcoord.BD09 : gcoord.GCJ02);
    await assertPinOnTiles(page, shifted, 3);
    const [zoom] = asked[0];
    const [there, here] = [tileAt(shifted, zoom), tileAt(origin, zoom)];
    const shift = Math.hypot(there[0] - here[0], there[1] - here[1]) * 256;
    assert.ok(shift > 30, `a mix-up would show: ${shift.toFixed(0)} pixels`);

    // A position of the device is in WGS-84, whatever the tiles are in.
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ longitude: origin[0], latitude: origin[1] });
    await page.click('text=定位');
    await page.waitForFunction(() => location.hash.includes('lon='));
    await page.waitForTimeout(300);
    await assertPinOnTiles(page, shifted, 3);

    const [file] = await Promise.all([page.waitForEvent('download'), page.click('text=圈和设施 GeoJSON')]);
    const [first] = JSON.parse(readFileSync(await file.path(), 'utf8')).features;
    assert.ok(Math.abs(first.geometry.coordinates[0] - shifted[0]) < 1e-4);
    assert.deepEqual(page.errors, []);
    await page.context().close();
    site.close();
  });
}

it('asks for nothing but its own files where no tiles are set', async () => {
  const site = await serve();
  const context = await browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block' });
  const page = await context.newPage();
  const paths = new Set();
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) paths.add(new URL(request.url()).pathname);
  });
  await page.goto(site.url);
  await ready(page);
  await page.mouse.move(640, 400);
  await page.mouse.wheel(0, -300);
  await page.waitForTimeout(500);
  const own = /^\/(|page\.(js|css)|app\.js|yike\.wasm|config\.json|cities\/(index\.json|monaco\.yike))$/;
  assert.deepEqual(
    [...paths].filter((path) => !own.test(path)),
    [],
  );
  await context.close();
  site.close();
});

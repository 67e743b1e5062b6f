// Serves the built site and opens it in the system's Chromium.
import { existsSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

const here = fileURLToPath(new URL('.', import.meta.url));
const SITE = process.env.YIKE_SITE || join(here, '../../build/site');
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const ARTIFACTS = join(here, 'artifacts');

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

export const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desk: { viewport: { width: 1280, height: 800 } },
};

/** Where Monaco's pin stands first. */
export const MONACO = 'city=monaco&lon=7.4211&lat=43.7325';

/** Serves the site with some files replaced; `more` gives the bodies of others by their paths. */
export async function serve(extra = {}, more = () => undefined) {
  if (!existsSync(join(SITE, 'index.html')))
    throw new Error(`${SITE} holds no built site: npm run build first`);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const name = normalize(path.endsWith('/') ? `${path}index.html` : path);
    try {
      const body = extra[name] ?? more(name) ?? (await readFile(join(SITE, name)));
      response.writeHead(200, {
        'content-type': TYPES[extname(name)] || 'application/octet-stream',
        'content-length': Buffer.byteLength(body),
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A failed test must not keep the process alive.
  server.unref();
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Serves the site and starts a browser before the tests of a file, and ends both after them. */
export function useSite() {
  const used = {};
  before(async () => {
    const site = await serve();
    Object.assign(used, { url: site.url, close: site.close, browser: await launch() });
  });
  after(async () => {
    await used.browser.close();
    used.close();
  });
  return used;
}

export function launch() {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

/**
 * Opens a page; what its console calls an error fails the test. Nothing is kept for later unless `serviceWorkers` allows
 * it.
 */
export async function open(browser, url, options = {}) {
  const { language = 'zh-CN', dark = false, size = 'phone', ...more } = options;
  const context = await browser.newContext({
    ...SIZES[size],
    locale: language,
    colorScheme: dark ? 'dark' : 'light',
    serviceWorkers: 'block',
    ...more,
  });
  const page = await context.newPage();
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(error.stack || String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') page.errors.push(message.text());
  });
  await page.goto(url);
  return page;
}

/** Waits until the first answer stands on the page. */
export async function ready(page) {
  await page.waitForSelector('.panel .headline h1', { timeout: 30000 });
  await page.waitForSelector('.near .row');
  // The backdrop is drawn after the rings.
  await page.waitForTimeout(300);
  return page;
}

/** Keeps a picture to look at; nothing is asserted on it. */
export async function picture(page, name) {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
}

/** The fields of the address after `#`. */
export function link(page) {
  return new URLSearchParams(new URL(page.url()).hash.slice(1));
}

/** Where the pin's tip is on the screen. */
export async function pinTip(page) {
  const box = await page.locator('.pin').boundingBox();
  return { x: box.x + 26, y: box.y + 50 };
}

/** How many pixels high and wide each ring that is filled is, the largest first. */
export function ringSizes(page) {
  return page.$$eval('.leaflet-rings-pane path', (all) =>
    all
      .filter((path) => getComputedStyle(path).fill !== 'none')
      .map((path) => {
        const { width, height } = path.getBoundingClientRect();
        // While anything above them moves, browsers tell sizes with an error of some millionths.
        return Math.round(Math.min(width, height) * 8) / 8;
      }),
  );
}

/** Minutes of the rows of the list, from the top. */
export function listedMinutes(page) {
  return page.$$eval('.near > ul > li > .row .far-time b', (all) =>
    all.map((each) => Number(each.textContent)),
  );
}

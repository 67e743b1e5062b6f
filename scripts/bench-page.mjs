/**
 * `npm run bench:page`: the built page in Chromium on a slow phone and a slow network: how long until the first ring of Monaco
 * stands, and how many frames a second are drawn while the pin is dragged through Valletta. Nothing here is asserted.
 *
 * The host is taken to serve text and WebAssembly compressed with brotli and graph files as they are.
 */

import { join } from 'node:path';

import { chromium as browsers } from 'playwright-core';

import { serveCompressed } from './bench/compressing_server.mjs';
import { percentile } from './bench/percentiles.mjs';
import { cities, library, nodeModules, site as builtSite, tool, wasm } from './build-steps.mjs';
import { chromium } from './chromium.mjs';
import { root } from './paths.mjs';

const CPU_SLOWDOWN = 4;
/** "Fast 3G" of Chromium's developer tools, in bytes a second and milliseconds. */
const FAST_3G = {
  offline: false,
  downloadThroughput: ((1.6 * 1024 * 1024) / 8) * 0.9,
  uploadThroughput: ((750 * 1024) / 8) * 0.9,
  latency: 150 * 3.75,
};
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, deviceScaleFactor: 2 };
const LOADS = 5;
const DRAG_MS = 5000;

await nodeModules();
await wasm();
await library();
await builtSite(await cities(await tool({ release: true })));

const executablePath = chromium();
if (!executablePath) throw new Error('there is no Chromium here; CHROMIUM=PATH names one');
const site = await serveCompressed(join(root, 'build/site'));
const browser = await browsers.launch({ executablePath, args: ['--no-sandbox'] });

// The first load only warms the server.
const firstRings = [];
for (let load = 0; load <= LOADS; load += 1) {
  const { page, close } = await open('#city=monaco', FAST_3G);
  const first = await page.waitForFunction('window.ringFrames.length && window.ringFrames[0]', null, {
    timeout: 60_000,
  });
  if (load > 0) firstRings.push(await first.jsonValue());
  await close();
}
console.log(
  `first ring of Monaco, cold cache, fast 3G, CPU slowed ${CPU_SLOWDOWN} times: ` +
    `${percentile(firstRings, 0.5).toFixed(0)} ms (median of ${LOADS}: ${firstRings.map(Math.round).join(', ')})`,
);

const { page, close } = await open('#city=malta&lon=14.5125&lat=35.8985');
const pin = page.locator('.pin');
await pin.waitFor({ timeout: 60_000 });
await page.waitForTimeout(4000);
const { rings: frames, list } = await drag(pin);
const gaps = frames.slice(1).map((at, index) => at - frames[index]);
const seconds = (frames[frames.length - 1] - frames[0]) / 1000;
console.log(
  `dragging the pin in Valletta, CPU slowed ${CPU_SLOWDOWN} times: rings redrawn in ${(gaps.length / seconds).toFixed(1)} frames ` +
    `a second (gap p50 ${percentile(gaps, 0.5).toFixed(1)}, p95 ${percentile(gaps, 0.95).toFixed(1)} ms, ${gaps.length} frames), ` +
    `the list in ${(list.length / seconds).toFixed(1)}`,
);
await close();
await browser.close();
await site.close();

/** A page with an empty cache, slowed down, that notes when its rings are drawn. */
async function open(link, network) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.addInitScript(() => {
    // The first ring is drawn on a canvas, and before the backdrop stands only rings are filled by the even-odd rule.
    window.ringFrames = [];
    const { fill } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fill = function (...parameters) {
      if (parameters.indexOf('evenodd') >= 0) {
        requestAnimationFrame((now) => window.ringFrames.push(now));
      }
      return fill.apply(this, parameters);
    };
  });
  const devTools = await context.newCDPSession(page);
  await devTools.send('Network.enable');
  await devTools.send('Network.setCacheDisabled', { cacheDisabled: false });
  if (network) await devTools.send('Network.emulateNetworkConditions', network);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.goto(site.url + link, { waitUntil: 'commit' });
  return { page, close: () => context.close() };
}

/**
 * Drags the pin in circles by finger; gives the frames in which the outermost ring changed, each counted once, and those in
 * which the list did. The finger is put down by the browser. Its moves are made in the page, one after each frame, as the
 * browser would hand them over before the next: sent from here they would take this machine's processor from the page.
 */
async function drag(handle) {
  const box = await handle.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  const frames = await page.evaluate(
    ([x, y, duration]) =>
      new Promise((done) => {
        const changes = (selector, options) => {
          const times = [];
          const note = () => {
            const now = document.timeline.currentTime;
            if (times[times.length - 1] !== now) times.push(now);
          };
          new MutationObserver(note).observe(document.querySelector(selector), { subtree: true, ...options });
          return times;
        };
        const rings = changes('.leaflet-rings-pane path', { attributeFilter: ['d'] });
        const list = changes('.near', { characterData: true, childList: true });
        const pin = document.querySelector('.pin');
        const start = performance.now();
        const afterFrame = new MessageChannel();
        const move = () => {
          const time = performance.now() - start;
          if (time > duration) return done({ rings, list });
          const [clientX, clientY] = [x + 40 * Math.sin(time / 1500), y + 40 * Math.cos(time / 1500) - 40];
          const touches = [new Touch({ identifier: 0, target: pin, clientX, clientY })];
          const finger = { touches, targetTouches: touches, changedTouches: touches };
          pin.dispatchEvent(new TouchEvent('touchmove', { ...finger, bubbles: true, cancelable: true }));
          requestAnimationFrame(() => afterFrame.port2.postMessage(0));
        };
        afterFrame.port1.onmessage = move;
        move();
      }),
    [x, y, DRAG_MS],
  );
  await devTools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  return frames;
}

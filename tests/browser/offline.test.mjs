// Without network after the first visit, and never an old version while there is network.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, it } from 'node:test';

import { launch, MONACO, open, ready, ringSizes, serve } from './site.mjs';

const FOLDER = '/walks/';
let browser;

before(async () => {
  browser = await launch();
});

after(() => browser.close());

/**
 * A host that has the site in a sub-folder, can be unplugged and can fall ill; files of `extra` stand in for those of
 * the site.
 */
async function host(extra = {}) {
  const site = await serve(extra);
  const asked = [];
  const state = { asked, plugged: true, healthy: true };
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url, 'http://localhost');
    if (!state.plugged) return request.socket.destroy();
    if (!state.healthy) return response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>503</h1>');
    if (!pathname.startsWith(FOLDER)) return response.writeHead(404).end();
    asked.push(pathname.slice(FOLDER.length) + search);
    const answer = await fetch(site.url + pathname.slice(FOLDER.length));
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') || '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const close = () => {
    server.closeAllConnections();
    server.close();
    site.close();
  };
  return Object.assign(state, { url: `http://127.0.0.1:${server.address().port}${FOLDER}`, close });
}

/** Asks a page until it says yes. */
async function until(page, question) {
  const end = Date.now() + 20_000;
  while (!(await page.evaluate(question))) {
    assert.ok(Date.now() < end, `not after 20 s: ${question}`);
    await page.waitForTimeout(100);
  }
}

/** A first visit, until page and city are kept. */
async function visit(site, link = MONACO) {
  const page = await ready(
    await open(browser, `${site.url}#${link}`, { size: 'desk', serviceWorkers: 'allow' }),
  );
  await until(page, async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    if (!registration || !registration.active || !navigator.serviceWorker.controller) return false;
    const names = (await caches.keys()).filter((name) => name.endsWith(' cities'));
    return names.length === 1 && (await (await caches.open(names[0])).keys()).length === 1;
  });
  return page;
}

it('opens page and city again without network, and every city that was opened', async () => {
  const site = await host();
  const page = await visit(site);
  await page.click('.adjust');
  await page.selectOption('select[id$=city]', 'malta');
  await page.waitForFunction(
    () => location.hash.includes('city=malta') && document.querySelector('.near .row'),
  );
  const malta = page.url();

  site.plugged = false;
  await page.goto('about:blank');
  for (const url of [`${site.url}#${MONACO}`, malta]) {
    await page.goto(url);
    await page.reload();
    await ready(page);
    assert.ok((await ringSizes(page))[0] > 100, 'rings are drawn');
    assert.match(await page.textContent('.attribution'), /OpenStreetMap/);
  }
  await page.context().close();
  site.close();
});

it('opens what is kept where the host answers that it is in trouble, of a city an older version as well', async () => {
  const extra = {};
  const site = await host(extra);
  const page = await visit(site);
  // Put up just before the trouble: the list is kept already, the file it names is not.
  const list = JSON.parse(await (await fetch(`${site.url}cities/index.json`)).text());
  list.cities[0].url = 'monaco.yike?v=new0000';
  extra['/cities/index.json'] = JSON.stringify(list);
  await page.evaluate(async () => (await fetch('cities/index.json')).text());

  site.healthy = false;
  await page.reload();
  await ready(page);
  assert.ok((await ringSizes(page))[0] > 100, 'rings are drawn');

  site.healthy = true;
  await page.reload();
  await ready(page);
  assert.ok(
    site.asked.includes('cities/monaco.yike?v=new0000'),
    'what is new is taken as soon as it is there',
  );
  await page.context().close();
  site.close();
});

it('says what is missing where a city was not opened before', async () => {
  const site = await host();
  const page = await visit(site);
  site.plugged = false;
  await page.goto(`${site.url}#city=malta`);
  await page.reload();
  await page.waitForSelector('[role=alert]');
  assert.match(await page.textContent('[role=alert]'), /找不到/);
  await page.context().close();
  site.close();
});

it('shows a new version and a new list at the next visit, and drops what it kept of the old', async () => {
  const extra = {};
  const site = await host(extra);
  const page = await visit(site);
  const text = async (name) => (await fetch(site.url + name)).text();
  const [, version] = /page\.js\?v=(\w+)/.exec(await text(''));
  const renewed = (body) => body.split(version).join('new0000');
  const [document, script, worker] = await Promise.all(['', 'page.js', 'sw.js'].map(text));
  const list = JSON.parse(await text('cities/index.json'));
  list.cities[0].zh = '摩纳哥公国';
  Object.assign(extra, {
    '/index.html': renewed(document).replace('<title>', '<meta name="renewed" content="yes"><title>'),
    '/page.js': renewed(script),
    '/sw.js': renewed(worker),
    '/cities/index.json': JSON.stringify(list),
  });
  await page.reload();
  await ready(page);
  assert.equal(await page.locator('meta[name=renewed]').count(), 1);
  assert.ok(site.asked.includes('page.js?v=new0000'), 'its files are those of the new version');
  await page.click('.adjust');
  assert.match(await page.textContent('select[id$=city]'), /摩纳哥公国/);
  await until(page, async () => {
    const names = (await caches.keys()).filter((name) => / page /.test(name));
    return names.length === 1 && names[0].endsWith('new0000');
  });
  site.plugged = false;
  await page.reload();
  await ready(page);
  assert.equal(await page.locator('meta[name=renewed]').count(), 1, 'without network, too');
  await page.context().close();
  site.close();
});

it('asks the network again only for what may have changed', async () => {
  const site = await host();
  const page = await visit(site);
  site.asked.length = 0;
  await page.reload();
  await ready(page);
  await page.waitForTimeout(500);
  const again = site.asked.filter((path) => !/^(|config\.json|cities\/index\.json|sw\.js)$/.test(path));
  assert.deepEqual(again, []);
  await page.context().close();
  site.close();
});

it('does without where keeping fails, and leaves the embedded page alone', async () => {
  const site = await host({ '/sw.js': 'throw new Error("no");' });
  const page = await ready(
    await open(browser, `${site.url}#${MONACO}`, { size: 'desk', serviceWorkers: 'allow' }),
  );
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(async () => (await caches.keys()).length), 0);
  await page.context().close();
  site.close();

  const whole = await host();
  const kept = await visit(whole);
  whole.asked.length = 0;
  await kept.goto(`${whole.url}embed.html?${MONACO}`);
  await kept.waitForSelector('.near .row');
  assert.ok(whole.asked.includes(`embed.html?${MONACO}`) && whole.asked.includes('embed.js'));
  await kept.context().close();
  whole.close();
});

it('names all files of the page by their version', async () => {
  const site = await serve();
  const document = await (await fetch(site.url)).text();
  const [, version] = /page\.js\?v=([0-9a-f]{12})/.exec(document);
  for (const name of ['page.js', 'sw.js']) {
    assert.ok((await (await fetch(site.url + name)).text()).includes(version), name);
  }
  assert.ok(document.includes(`yike.wasm?v=${version}`));
  site.close();
});

/**
 * The service worker: lets the page and the cities that were opened before open without network.
 *
 * It never holds on to an old version. The document, the list of cities and the settings are asked for first and taken
 * from what is kept only without network, where the host fails or where the answer takes long. Everything else carries its version in its
 * address, so what is kept under an address is what the network would give.
 */

import { isCity, isDocument, isList, isVersioned, PAGE_FILES } from './addresses';
import { freshFirst, keep, keptFirst } from './answers';

/** What of a service worker's global is used here; the types of documents do not have it. */
interface Worker {
  registration: { scope: string };
  clients: { claim: () => Promise<void> };
  skipWaiting: () => Promise<void>;
  addEventListener: (type: string, listener: (event: WorkerEvent) => void) => void;
}

interface WorkerEvent {
  request: Request;
  data: unknown;
  waitUntil: (work: Promise<unknown>) => void;
  respondWith: (response: Promise<Response>) => void;
}

const worker = self as unknown as Worker;
const { scope } = worker.registration;
/** Several sites may lie in folders of one host, which keeps everything in one place. */
const PREFIX = `yike ${scope} `;
const PAGE = `${PREFIX}page ${VERSION}`;
const CITIES = `${PREFIX}cities`;

worker.addEventListener('install', (event) => {
  event.waitUntil(keepPage().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const path = pathOf(request.url);
  if (path === null) return;
  if (isDocument(path)) {
    if (request.mode === 'navigate') event.respondWith(freshFirst(request, PAGE, scope));
  } else if (isList(path)) {
    event.respondWith(freshFirst(request, PAGE, request.url));
  } else if (isCity(path)) {
    event.respondWith(keptFirst(request, CITIES));
  } else if (isVersioned(path)) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});

worker.addEventListener('message', (event) => {
  const graph = (event.data as { keep?: unknown }).keep;
  const url = typeof graph === 'string' ? new URL(graph, scope).href : '';
  if (isCity(pathOf(url) || '')) event.waitUntil(keep(url, CITIES));
});

/** Keeps all of the page, or fails: then the next visit tries again. */
async function keepPage(): Promise<void> {
  const cache = await caches.open(PAGE);
  const page = await fetch(scope, { cache: 'no-cache' });
  // While a new version is being put up, a server may still give the old document.
  if (!page.ok || (await page.clone().text()).indexOf(VERSION) < 0)
    throw new Error(`${scope} is of another version`);
  await cache.addAll(PAGE_FILES.map((file) => `${scope}${file}`));
  await cache.put(scope, page);
}

/** Drops what other versions have kept, but not the cities. */
async function dropOthers(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.indexOf(PREFIX) === 0 && name !== PAGE && name !== CITIES) await caches.delete(name);
  }
}

/** The path of an address from the worker's folder on, with what follows `?`; `null` for an address elsewhere. */
function pathOf(url: string): string | null {
  return url.indexOf(scope) === 0 ? url.slice(scope.length).replace(/#.*/, '') : null;
}

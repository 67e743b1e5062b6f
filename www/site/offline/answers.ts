/** How long the network may take before what is kept is shown. */
const MOST_WAIT_MS = 3000;

/**
 * What the network gives, or what is kept under `key` without network or where the answer takes long. The list that the
 * network gives is kept in its place; the document is not, as it belongs to files that were kept together with it.
 */
export async function freshFirst(request: Request, cacheName: string, key: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(key);
  const fresh = fetch(request).then(async (response) => {
    if (response.ok && request.mode !== 'navigate') await cache.put(key, response.clone());
    return response;
  });
  if (!kept) return fresh;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), MOST_WAIT_MS));
  return Promise.race([fresh, late]).catch(() => kept);
}

/** What is kept under the very address, if it names a version; else what the network gives, which is kept from then on. */
export async function keptFirst(request: Request, cacheName: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept && request.url.indexOf('?v=') >= 0) return kept;
  try {
    const response = await fetch(request);
    if (response.ok) await replace(cache, request.url, response.clone());
    return response;
  } catch (error) {
    // Without network an older file is better than none.
    const older = await cache.match(request, { ignoreSearch: true });
    if (older) return older;
    throw error;
  }
}

/** Keeps what an address gives, unless that is so already. */
export async function keep(url: string, cacheName: string): Promise<void> {
  const cache = await caches.open(cacheName);
  if (await cache.match(url)) return;
  const response = await fetch(url);
  if (response.ok) await replace(cache, url, response);
}

/** Keeps a response in the place of all versions of the file. */
async function replace(cache: Cache, url: string, response: Response): Promise<void> {
  await cache.delete(url, { ignoreSearch: true });
  await cache.put(url, response);
}

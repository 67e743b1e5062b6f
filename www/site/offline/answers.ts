/** How long the network may take before what is kept is shown. */
const MOST_WAIT_MS = 3000;
/** From this status on an answer tells of the host, not of what was asked for. */
const HOST_FAILS = 500;

/**
 * What the network gives, or what is kept under `key` without network, where the host fails or where the answer takes
 * long. The list that the network gives is kept in its place; the document is not, as it belongs to files that were kept
 * together with it.
 */
export async function freshFirst(request: Request, cacheName: string, key: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(key);
  const fresh = fetchOr(kept, request).then(async (response) => {
    if (response !== kept && response.ok && request.mode !== 'navigate') {
      await cache.put(key, response.clone());
    }
    return response;
  });
  if (!kept) return fresh;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), MOST_WAIT_MS));
  return Promise.race([fresh, late]);
}

/** What is kept under the very address, if it names a version; else what the network gives, which is kept from then on. */
export async function keptFirst(request: Request, cacheName: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept && request.url.indexOf('?v=') >= 0) return kept;
  const older = await cache.match(request, { ignoreSearch: true });
  const response = await fetchOr(older, request);
  if (response !== older && response.ok) await replace(cache, request.url, response.clone());
  return response;
}

/** What the network gives; what is kept, even of an older version, where there is no network or the host fails. */
async function fetchOr(kept: Response | undefined, request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    return kept && response.status >= HOST_FAILS ? kept : response;
  } catch (error) {
    if (kept) return kept;
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

/** Where a browser cannot tell when it is idle: some time after the first ring. */
const LATER_MS = 2000;

/**
 * Has the browser keep the page and the city that was opened, so that both open again without network. Browsers that
 * cannot or may not keep anything go on as before.
 */
export function keepForLater(graph: string): void {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const begin = (): void => {
    serviceWorker
      .register('sw.js')
      .then(() => serviceWorker.ready)
      .then(({ active }) => active && active.postMessage({ keep: graph }))
      .catch(() => undefined);
  };
  if ('requestIdleCallback' in window) requestIdleCallback(begin);
  else setTimeout(begin, LATER_MS);
}

/**
 * Lets the page open without a network after its first visit. Only where browsers allow it: over HTTPS, or on
 * this machine; elsewhere the page works as before, and needs the network to be opened.
 */

/** As in `lapor-sw.js`. */
const KEPT = 'pantau-lapor';
const WORKER = '/lapor-sw.js';

/** Call once the page has loaded whole. */
export async function keepPage() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  try {
    await serviceWorker.register(WORKER, { scope: location.pathname });
    // The first visit was before the worker's time: it keeps what came since, and this what came before.
    if (!serviceWorker.controller) {
      const cache = await caches.open(KEPT);
      await cache.addAll([location.pathname, ...loadedFiles()]);
    }
  } catch {
    // Storage is full or forbidden: the page opens with a network only.
  }
}

/** Paths of what this page consists of. @returns {string[]} */
function loadedFiles() {
  const paths = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && !pathname.startsWith('/api/'))
    .map(({ pathname }) => pathname);
  return [...new Set(paths)];
}

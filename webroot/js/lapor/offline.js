/**
 * Lets the page open without a network after its first visit. Only where browsers allow it: over HTTPS, or on
 * this machine; elsewhere the page works as before, and needs the network to be opened.
 */

/** As in `lapor-sw.js`. */
const KEPT = 'pantau-lapor';
const WORKER = '/lapor-sw.js';

/** Call once the form is there. */
export async function keepPage() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  try {
    await serviceWorker.register(WORKER, { scope: location.pathname });
    // The first visit was before the worker's time: it keeps what came since, and this what came before.
    if (!serviceWorker.controller) {
      const cache = await caches.open(KEPT);
      await cache.addAll([location.pathname, ...files()]);
    }
  } catch {
    // Storage is full or forbidden: the page opens with a network only.
  }
}

/** Paths of what this page consists of, as its head names them. @returns {string[]} */
function files() {
  const named = document.head.querySelectorAll('link[href], script[src]');
  const paths = [...named].map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? '');
  return [...new Set(paths)];
}

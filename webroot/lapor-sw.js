/*
 * Lets the form open without a network: files come from the server, or, when it cannot be reached or takes too
 * long, as they were seen last. What is reported never passes through here.
 */
const KEPT = 'pantau-lapor';
const PATIENCE_MS = 5_000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/'))
    return;
  event.respondWith(file(event));
});

/** The newest within a while, else the kept one, else whatever comes. */
async function file(event) {
  const { request } = event;
  const newest = fetch(request).then((response) => {
    if (response.ok) event.waitUntil(keep(request, response.clone()));
    return response;
  });
  const kept = await caches.match(request, { cacheName: KEPT, ignoreSearch: true });
  if (!kept) return newest;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([newest.catch(() => kept), late]);
}

async function keep(request, response) {
  const cache = await caches.open(KEPT);
  await cache.put(new URL(request.url).pathname, response);
}

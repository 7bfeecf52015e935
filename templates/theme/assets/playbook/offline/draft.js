// What `serve` hands out in place of the service worker: who edits a handbook must see the last change, not a kept
// copy. It removes a worker that was registered at this address before, too.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.registration.unregister()));

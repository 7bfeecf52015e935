// What `serve` hands out in place of the service worker: who edits a handbook must see the last change, not a kept copy. It
// removes a worker that was registered at this address before, too.

addEventListener("install", () => skipWaiting());
addEventListener("activate", () => registration.unregister());

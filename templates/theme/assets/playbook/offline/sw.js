// The service worker (docs/adr/0056, 0106). Install: where a version is kept, fetch the new one, whole, or fail and
// leave the last as it is. Activate: take over when no page of the last version is open, or when a reader asks for it.
// The first copy is fetched when a page asks for the state: it is told why, where that fails.

import { savesData } from "../shared/data-saver.js";
import { Failure } from "../shared/download.js";
import { SCOPE, handbook, worker } from "./build.js";
import { forget, hasHandbook, hasPython, kept, missingPython, saveHandbook, savePython } from "./store.js";
import { copyOf, hasEarlierCopy, takeOver } from "./tabs.js";

/** @typedef {import("./messages.js").Question} Question */
/** @typedef {import("./messages.js").Message} Message */

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver().then(() => worker.clients.claim())));

worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(SCOPE)) {
    event.respondWith(answer(event));
  }
});

worker.addEventListener("message", (event) => {
  const [port] = event.ports;
  const question = /** @type {Question} */ (event.data);
  if (question.type === "activate") {
    void worker.skipWaiting();
  } else if (port) {
    const tell = (/** @type {Message} */ message) => port.postMessage(message);
    event.waitUntil(question.type === "save" ? keep(tell, saveHandbook, savePython) : keep(tell, ...unasked()));
  }
});

/** What is kept without being asked for: nothing by readers who pay for every byte. */
function unasked() {
  return savesData() ? [] : [saveHandbook];
}

async function install() {
  if (!(await hasEarlierCopy())) {
    await worker.skipWaiting(); // no page goes by an earlier version
    return;
  }
  try {
    await saveHandbook();
    if (await hasPython()) {
      await savePython();
    }
  } catch (error) {
    const pages = await worker.clients.matchAll({ includeUncontrolled: true });
    pages.forEach((page) => page.postMessage(Failure.told(error)));
    throw error;
  }
}

/** @param {FetchEvent} event */
async function answer({ request, clientId, resultingClientId }) {
  // A page that is being opened gets the current version, whichever page asked for it.
  const copy = await copyOf(request.mode === "navigate" ? resultingClientId : clientId);
  if (request.cache === "reload" && request.mode !== "navigate") {
    const fresh = await fetch(request); // of a page that has found what is kept to be wrong
    if (fresh.ok) {
      await forget(request.url, copy);
    }
    return fresh;
  }
  return (await kept(request.url, copy)) ?? fetch(request);
}

/** @returns {Promise<import("./messages.js").State>} */
async function state() {
  const whole = await hasHandbook();
  const missing = [...(whole ? [] : [handbook]), ...(await missingPython())];
  return { handbook: whole, bytes: missing.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/**
 * Has something kept, and tells what is kept then.
 * @param {(message: Message) => void} tell
 * @param {((count: import("../shared/download.js").Count) => Promise<void>)[]} savers
 */
async function keep(tell, ...savers) {
  try {
    const { bytes: total } = await state();
    let loaded = 0;
    const count = (/** @type {number} */ more) => tell({ loaded: Math.min((loaded += more), total), total });
    for (const save of savers) {
      await save(count);
    }
    tell(await state());
  } catch (error) {
    const rest = await state().catch(() => ({ handbook: false, bytes: 0 }));
    tell({ ...Failure.told(error), ...rest });
  }
}

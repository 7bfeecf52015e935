// The service worker (docs/adr/0056). Install: fetch the whole handbook as one file, or fail and leave the last version
// as it is. Activate: take over when no page of the last version is open, or when a reader asks for it.

import { savesData } from "../shared/data-saver.js";
import { Failure, fetchAnew } from "../shared/download.js";
import { SCOPE, handbook, worker } from "./build.js";
import { hasHandbook, hasPython, kept, missingPython, saveHandbook, savePython } from "./store.js";
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
    event.waitUntil(question.type === "save" ? save(tell, question.anew) : state().then(tell));
  }
});

async function install() {
  const update = await hasEarlierCopy();
  if (savesData() && !update) {
    return; // The reader may ask for it.
  }
  try {
    await saveHandbook();
    if (update && (await hasPython())) {
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
  return (await kept(request.url, copy)) ?? fetch(request);
}

async function state() {
  const whole = await hasHandbook();
  const missing = [...(whole ? [] : [handbook]), ...(await missingPython())];
  return { handbook: whole, bytes: missing.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/**
 * @param {(message: Message) => void} tell
 * @param {boolean} anew
 */
async function save(tell, anew) {
  if (anew) {
    fetchAnew();
  }
  const { bytes: total } = await state();
  let loaded = 0;
  const count = (/** @type {number} */ more) => tell({ loaded: Math.min((loaded += more), total), total });
  try {
    await saveHandbook(count);
    await savePython(count);
    tell(await state());
  } catch (error) {
    tell(Failure.told(error));
  }
}

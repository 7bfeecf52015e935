// The service worker (docs/adr/0056). Install: fetch the whole handbook as one file, or fail and leave the last version as it
// is. Activate: take over when no page of the last version is open, or when a reader asks for it.
//
// From a page: { type: "state" }, { type: "save", anew }, both answered through the port that comes along, and { type: "activate" }.
// To a page: { handbook, bytes }: whether pages are kept, and what is still to fetch; { loaded, total }; { code, detail }.

import { isThrifty } from "../shared/data-saver.js";
import { Failure, fetchAnew } from "../shared/download.js";
import { SCOPE, handbook } from "./build.js";
import { hasHandbook, hasPython, kept, missingPython, saveHandbook, savePython } from "./store.js";
import { copyOf, hasEarlierCopy, takeOver } from "./tabs.js";

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(takeOver().then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(SCOPE)) {
    event.respondWith(answer(event));
  }
});

addEventListener("message", (event) => {
  const [port] = event.ports;
  if (event.data.type === "activate") {
    skipWaiting();
  } else if (event.data.type === "state") {
    event.waitUntil(state().then((found) => port.postMessage(found)));
  } else if (event.data.type === "save") {
    if (event.data.anew) {
      fetchAnew();
    }
    event.waitUntil(save(port));
  }
});

async function install() {
  const update = await hasEarlierCopy();
  if (isThrifty() && !update) {
    return; // The reader may ask for it.
  }
  try {
    await saveHandbook(() => {});
    if (update && (await hasPython())) {
      await savePython(() => {});
    }
  } catch (error) {
    const pages = await clients.matchAll({ includeUncontrolled: true });
    pages.forEach((page) => page.postMessage(said(error)));
    throw error;
  }
}

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

async function save(port) {
  const { bytes: total } = await state();
  let loaded = 0;
  const count = (more) => port.postMessage({ loaded: Math.min((loaded += more), total), total });
  try {
    await saveHandbook(count);
    await savePython(count);
    port.postMessage(await state());
  } catch (error) {
    port.postMessage(said(error));
  }
}

function said(error) {
  const { code, detail } = error instanceof Failure ? error : new Failure("internal", String(error));
  return { code, detail };
}

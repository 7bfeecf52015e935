// Stands in every page itself, before anything that is loaded: scripts and styles may come damaged, or not at all, and
// a browser's cache may keep them so for ever (docs/adr/0106). A file that failed is looked at once more, and on a
// first visit, when the page is there, every file: a byte may be wrong without a word. What the host has right by now
// is fetched past every cache, and the page loaded again with it; else the page says what is the matter.

import { fault, isNamed } from "../shared/fingerprint.js";

/** @typedef {HTMLScriptElement | HTMLLinkElement} File */

let changed = false; // whether the reader has filled in something, which a page that is loaded again may lose

const addressOf = (/** @type {File} */ file) => ("src" in file ? file.src : file.href);

/** @param {File} file */
const faultAtTheHost = (file) => fault(addressOf(file), "reload");

/** @returns {File[]} those that are to be there */
function files() {
  /** @type {NodeListOf<File>} */
  const all = document.querySelectorAll("script[src]:not([data-later]), link[rel='stylesheet']");
  return [...all].filter((file) => isNamed(addressOf(file)));
}

/** @param {File} file */
async function look(file) {
  if (await fault(addressOf(file), "force-cache")) {
    await mend(file);
  }
}

/** @param {File} file */
async function mend(file) {
  const cause = await faultAtTheHost(file);
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (cause || changed || visit?.type === "reload") {
    tell(cause); // loaded again by itself once, not for ever
  } else {
    location.reload();
  }
}

/** @param {string} cause */
function tell(cause) {
  /** @type {HTMLElement | null} */
  const place = document.querySelector("[data-broken]");
  if (!place) {
    addEventListener("DOMContentLoaded", () => tell(cause), { once: true });
    return;
  }
  const words = place.querySelector("[data-cause]");
  if (words && cause) {
    // Those for the copy on the device say it as well.
    words.textContent = document.querySelector(`[data-offline-failure="${cause}"]`)?.textContent ?? "";
    words.setAttribute("data-cause", cause);
  }
  place.querySelector("button")?.addEventListener("click", () => void again());
  document.body.prepend(place); // without its styles it stands where it is seen
  place.hidden = false;
}

/** Has all files of the page fetched past every cache, and the page loaded again. */
async function again() {
  await Promise.all(files().map(faultAtTheHost));
  location.reload();
}

if (location.protocol !== "file:") {
  addEventListener("input", () => (changed = true), { capture: true, once: true });
  const failed = (/** @type {Event} */ event) => {
    const { filename } = /** @type {Partial<ErrorEvent>} */ (event);
    const file = files().find((each) => (filename ? addressOf(each) === filename : each === event.target));
    // Who loads a script when it is asked for sees to it, too (shared/script-loading.js).
    if (file && !("async" in file && file.async)) {
      void (filename ? look(file) : mend(file)); // it ran and failed, or did not come
    }
  };
  addEventListener("error", failed, { capture: true });
  addEventListener("load", () => {
    // A page of the kept handbook has checked files.
    const { serviceWorker } = /** @type {Partial<Navigator>} */ (navigator);
    if (!serviceWorker?.controller && isSecureContext) {
      (globalThis.requestIdleCallback ?? setTimeout)(() => files().forEach((file) => void look(file)));
    }
  });
}

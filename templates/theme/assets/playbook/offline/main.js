// Has the service worker keep the handbook on the device, says what is kept, offers to keep the rest, and offers a new version
// when it is there whole. Where there are no service workers (plain http, a folder on disk), nothing of this is shown.

import { isThrifty } from "../shared/data-saver.js";
import { Copy } from "./copy.js";

const PATIENCE = 30_000; // for a calculator on the page: its Python comes first
const OFTEN = 600_000; // a page that stays open asks for a new version when the reader comes back, not more often

const place = document.querySelector("[data-offline]");
const notice = document.querySelector("[data-offline-update]");
const copy = new Copy(place?.dataset.worker, () => (notice.hidden = false));
let renewing = false;
let damaged = false; // whether a file came that was not right

if ("serviceWorker" in navigator && location.protocol !== "file:" && place) {
  watch();
  const loaded = document.readyState === "complete" ? Promise.resolve() : once(window, "load");
  loaded.then(calculatorIsReady).then(() => whenIdle(start));
}

function watch() {
  let controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (renewing) {
      location.reload();
    } else if (controlled) {
      notice.hidden = false; // another page has taken the new version
    }
    controlled = true;
  });
  navigator.serviceWorker.addEventListener("message", ({ data }) => data.code && showFailure(data));
  notice.querySelector("button").addEventListener("click", renew);
  place.querySelector('[data-action="save"]').addEventListener("click", () => save(true));
}

async function start() {
  askAgainWhenSeen();
  await showState();
  if (!isThrifty() && (await pythonRuns())) {
    await save(false);
  }
}

function renew() {
  renewing = true;
  if (!copy.activate()) {
    location.reload();
  }
}

async function save(asked) {
  if (asked) {
    navigator.storage?.persist?.().catch(() => {});
  }
  show("saving");
  const share = place.querySelector("[data-offline-part='share']");
  try {
    await copy.save(({ loaded, total }) => (share.textContent = `${Math.round((loaded / total) * 100)}%`), damaged);
    await showState();
  } catch (failure) {
    showFailure(failure);
  }
}

async function showState() {
  const state = await copy.state();
  if (!state) {
    return;
  }
  place.querySelectorAll("[data-offline-part='size']").forEach((size) => (size.textContent = (state.bytes / 1e6).toFixed(1)));
  place.dataset.handbook = state.handbook ? "kept" : "";
  show(state.bytes ? (state.handbook ? "pages" : "offer") : "all");
}

function showFailure({ code, detail }) {
  damaged ||= code === "corrupt";
  for (const part of place.querySelectorAll("[data-offline-failure]")) {
    part.hidden = part.dataset.offlineFailure !== code;
  }
  place.querySelector("[data-offline-part='detail']").textContent = detail;
  show("failed");
}

function show(state) {
  place.hidden = false;
  place.dataset.offline = state;
  for (const part of place.querySelectorAll("[data-offline-state]")) {
    part.hidden = !part.dataset.offlineState.split(" ").includes(state);
  }
}

// Resolves when the page's calculator has its Python, or has waited long enough, or when there is none.
function calculatorIsReady() {
  return Promise.race([until(isSettled), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}

// Resolves to true once the page's calculator has its Python; a page without one says false at once.
function pythonRuns() {
  return calculator() ? until(() => calculator().getAttribute("state") === "ready").then(() => true) : false;
}

function isSettled() {
  return !calculator() || ["ready", "failed"].includes(calculator().getAttribute("state"));
}

function calculator() {
  return document.querySelector("playbook-calculator");
}

function until(condition) {
  return new Promise((resolve) => {
    if (condition()) {
      resolve();
      return;
    }
    const observer = new MutationObserver(() => {
      if (condition()) {
        observer.disconnect();
        resolve();
      }
    });
    observer.observe(calculator(), { attributeFilter: ["state"] });
  });
}

function askAgainWhenSeen() {
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && Date.now() - asked > OFTEN) {
      asked = Date.now();
      copy.update().catch(() => {}); // no network now
    }
  });
}

// Calls `task` when the browser has nothing better to do.
function whenIdle(task) {
  (globalThis.requestIdleCallback ?? ((later) => setTimeout(later, 1000)))(task);
}

function once(target, event) {
  return new Promise((resolve) => target.addEventListener(event, resolve, { once: true }));
}

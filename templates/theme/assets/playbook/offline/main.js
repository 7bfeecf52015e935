// Has the service worker keep the handbook on the device, says what is kept, offers to keep the rest, and offers a new
// version when it is there whole. Where there are no service workers (plain http, a folder on disk), nothing of this is
// shown.

import { savesData } from "../shared/data-saver.js";
import { all, control, find, need, showOnly } from "../shared/page.js";
import { keepForGood } from "../store/keep.js";
import { calculatorIsSettled, pythonRuns } from "./calculator-state.js";
import { Copy, CopyError } from "./copy.js";

const PATIENCE = 30_000; // for a calculator on the page: its Python comes first
const OFTEN = 600_000; // a page that stays open asks for a new version when the reader comes back, not more often

class Offline {
  #place;
  #notice;
  #copy;
  #renewing = false;
  #damaged = false; // whether a file came that was not right

  /**
   * @param {HTMLElement} place where it is said what is kept
   * @param {HTMLElement} notice that there is a new version
   */
  constructor(place, notice) {
    this.#place = place;
    this.#notice = notice;
    this.#copy = new Copy(place.dataset.worker ?? "", () => (notice.hidden = false));
  }

  /** Begins once the page is there, its calculator has its Python, and the browser has nothing better to do. */
  async start() {
    this.#watch();
    if (document.readyState !== "complete") {
      await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
    }
    await Promise.race([calculatorIsSettled(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    await idle();
    this.#askAgainWhenSeen();
    await this.#showState();
    if (!savesData() && (await pythonRuns())) {
      await this.#save();
    }
  }

  #watch() {
    let controlled = Boolean(navigator.serviceWorker.controller);
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (this.#renewing) {
        location.reload();
      } else if (controlled) {
        this.#notice.hidden = false; // another page has taken the new version
      }
      controlled = true;
    });
    navigator.serviceWorker.addEventListener("message", (event) => {
      const { code, detail } = /** @type {Partial<import("./messages.js").Failure>} */ (event.data);
      if (code) {
        this.#showFailure(new CopyError(code, detail));
      }
    });
    need(this.#notice, "button").addEventListener("click", () => this.#renew());
    control(this.#place, "save").addEventListener("click", () => {
      keepForGood();
      void this.#save();
    });
  }

  #renew() {
    this.#renewing = true;
    if (!this.#copy.activate()) {
      location.reload();
    }
  }

  async #save() {
    this.#show("saving");
    const share = this.#part("share");
    const progress = (/** @type {import("./messages.js").Progress} */ { loaded, total }) => {
      share.textContent = `${Math.round((loaded / total) * 100)}%`;
    };
    try {
      await this.#copy.save(progress, this.#damaged);
      await this.#showState();
    } catch (error) {
      this.#showFailure(error instanceof CopyError ? error : new CopyError("internal", String(error)));
    }
  }

  async #showState() {
    const state = await this.#copy.state();
    if (!state) {
      return;
    }
    const megabytes = (state.bytes / 1e6).toFixed(1);
    all(this.#place, "[data-offline-part='size']").forEach((size) => (size.textContent = megabytes));
    this.#place.dataset.handbook = state.handbook ? "kept" : "";
    const rest = state.handbook ? "pages" : "offer";
    this.#show(state.bytes ? rest : "all");
  }

  /** @param {CopyError} failure */
  #showFailure({ code, detail }) {
    this.#damaged ||= code === "corrupt";
    showOnly(this.#place, "offline-failure", code);
    this.#part("detail").textContent = detail;
    this.#show("failed");
  }

  /** @param {string} state */
  #show(state) {
    this.#place.hidden = false;
    this.#place.dataset.offline = state;
    for (const words of all(this.#place, "[data-offline-state]")) {
      words.hidden = !words.dataset.offlineState?.split(" ").includes(state);
    }
  }

  #askAgainWhenSeen() {
    let asked = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && Date.now() - asked > OFTEN) {
        asked = Date.now();
        this.#copy.update().catch(() => {}); // no network now
      }
    });
  }

  /** @param {string} name */
  #part(name) {
    return need(this.#place, `[data-offline-part="${name}"]`);
  }
}

/** Resolves when the browser has nothing better to do, or has had no such moment for long. */
function idle() {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") {
      requestIdleCallback(resolve, { timeout: 10_000 });
    } else {
      setTimeout(resolve, 1000);
    }
  });
}

const place = find(document, "[data-offline]");
if ("serviceWorker" in navigator && location.protocol !== "file:" && place) {
  void new Offline(place, need(document, "[data-offline-update]")).start();
}

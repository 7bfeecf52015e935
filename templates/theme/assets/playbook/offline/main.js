// Has the service worker keep the handbook on the device, says what is kept, offers to keep the rest, and offers a new
// version when it is there whole. On plain http, and for a folder on disk, nothing of this is shown.

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
  #isKept = false; // the page is one of a kept handbook
  #isNewer = false; // than this page: a version has come, or another page has taken it
  /** @type {CopyError | null} why a new version did not come */
  #refused = null;

  /**
   * @param {HTMLElement} place where it is said what is kept
   * @param {HTMLElement} notice that there is a new version
   */
  constructor(place, notice) {
    this.#place = place;
    this.#notice = notice;
    this.#copy = new Copy(place.dataset.worker ?? "", () => {
      this.#refused = null;
      this.#isNewer = true;
      this.#showNotice();
    });
  }

  /** Begins once the page is there, its calculator has its Python, and the browser has nothing better to do. */
  async start() {
    if (!("serviceWorker" in navigator)) {
      this.#showFailure(new CopyError("unsupported", "ServiceWorker"));
      return;
    }
    this.#watch();
    if (document.readyState !== "complete") {
      await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
    }
    await Promise.race([calculatorIsSettled(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    await idle();
    this.#askAgainWhenSeen();
    const isShown = await this.#showing(() => this.#copy.state());
    if (isShown && !savesData() && (await pythonRuns())) {
      await this.#save();
    }
  }

  #watch() {
    let controlled = Boolean(navigator.serviceWorker.controller);
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (this.#renewing) {
        location.reload();
      } else if (controlled) {
        this.#isNewer = true; // another page has taken the new version
        this.#showNotice();
      }
      controlled = true;
    });
    navigator.serviceWorker.addEventListener("message", (event) => {
      const { code, detail } = /** @type {Partial<import("./messages.js").Failure>} */ (event.data);
      if (code) {
        this.#refused = new CopyError(code, detail);
        this.#showFailure(this.#refused);
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
    await this.#showing(async () => {
      if (!this.#refused) {
        return this.#copy.save(progress);
      }
      this.#refused = null;
      await this.#copy.update();
      return this.#copy.state();
    });
  }

  /**
   * Shows what is kept after `work`, or why it failed. Returns whether it went well.
   * @param {() => Promise<import("./messages.js").State | null>} work
   */
  async #showing(work) {
    try {
      const state = await work();
      if (state) {
        this.#showState(state);
      }
      return Boolean(state);
    } catch (error) {
      this.#showFailure(error instanceof CopyError ? error : new CopyError("internal", String(error)));
      return false;
    }
  }

  /** @param {import("./messages.js").State} state */
  #showState(state) {
    this.#note(state);
    if (this.#refused) {
      this.#showFailure(this.#refused);
    } else {
      const rest = state.handbook ? "pages" : "offer";
      this.#show(state.bytes ? rest : "all");
    }
  }

  /** @param {CopyError} failure */
  #showFailure({ code, detail, state }) {
    this.#note(state);
    const rest = this.#isKept ? "program" : "handbook";
    showOnly(this.#place, "offline-lacks", this.#refused ? "version" : rest);
    showOnly(this.#place, "offline-failure", code);
    this.#part("detail").textContent = detail;
    this.#show(code === "unsupported" ? "unfit" : "failed");
  }

  /**
   * Notes what is kept, and how much is not: of some failures nothing is known.
   * @param {import("./messages.js").State} state
   */
  #note({ handbook, bytes }) {
    this.#isKept ||= handbook;
    this.#place.dataset.handbook = this.#isKept ? "kept" : "";
    this.#part("megabytes").hidden = bytes === 0;
    this.#part("size").textContent = (bytes / 1e6).toFixed(1);
    this.#showNotice();
  }

  #showNotice() {
    this.#notice.hidden = !(this.#isNewer && this.#isKept);
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
if (place && isSecureContext && location.protocol !== "file:") {
  void new Offline(place, need(document, "[data-offline-update]")).start();
}

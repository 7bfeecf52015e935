// The page's side of the worker: one for all calculators of the page, and of those that follow where the theme changes
// pages without a reload.

import { fault } from "../shared/fingerprint.js";

/** @typedef {import("./messages.js").Answer} Answer */
/** @typedef {import("./messages.js").Failure} Failure */
/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./messages.js").Reply} Reply */
/** @typedef {import("./messages.js").Request} Request */

const PATIENCE = 20_000; // until the worker's own script runs; from there on the worker watches its downloads

/** Fires "change" when `state` or what goes with it has changed. */
export class Runtime extends EventTarget {
  /** @type {"idle" | "loading" | "ready" | "failed"} */
  state = "idle";
  loaded = 0;
  total = 0;
  /** @type {Failure | null} */
  failure = null;
  /** @type {Worker | null} */
  #worker = null;
  #address;
  /** @type {Map<number, { request: Request, resolve: (answer: Answer) => void, reject: (error: Error) => void }>} */
  #asked = new Map();
  #nextId = 1;

  /** @param {string} address the worker's script, as the page gives it */
  constructor(address) {
    super();
    this.#address = new URL(address, document.baseURI);
  }

  /** Returns the runtime by the worker that the page's script, which is running now, names. */
  static ofScript() {
    const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
    return new Runtime(script?.dataset.worker ?? "");
  }

  start() {
    if (this.state === "idle") {
      this.#launch();
    }
  }

  /** Starts a fresh worker after a failure; questions still open are asked again. */
  retry() {
    if (this.state === "failed" && isWrong(this.failure)) {
      void this.#launchAnew();
    } else if (this.state === "failed") {
      this.#launch();
    }
  }

  /**
   * Asks the calculator `name`. Rejects where it failed itself.
   * @param {string} name
   * @param {unknown} inputs
   * @param {string} [table] the input of which only the rows are wanted, as they are read
   * @returns {Promise<Answer>}
   */
  calculate(name, inputs, table) {
    this.start();
    const request = { id: this.#nextId++, name, inputs, table };
    return new Promise((resolve, reject) => {
      this.#asked.set(request.id, { request, resolve, reject });
      this.#worker?.postMessage(request);
    });
  }

  #launch() {
    if (location.protocol === "file:") {
      this.#become("failed", { failure: { code: "disk", detail: "" } }); // no browser starts a worker there
      return;
    }
    this.#become("loading", { loaded: 0, total: 0, failure: null });
    const worker = new Worker(this.#address, { type: "module" });
    this.#worker = worker;
    const fail = (/** @type {Failure["code"]} */ code, /** @type {string} */ detail) => {
      if (worker === this.#worker) {
        this.#fail({ code, detail });
      }
    };
    const file = nameOf(this.#address);
    let started = false;
    const stalled = setTimeout(() => fail("stalled", file), PATIENCE);
    worker.addEventListener("message", ({ data }) => {
      clearTimeout(stalled);
      started = true;
      if (worker === this.#worker) {
        this.#receive(/** @type {Message} */ (data));
      }
    });
    worker.addEventListener("error", (event) => {
      clearTimeout(stalled);
      if (started) {
        fail("internal", event.message);
      } else {
        fail("missing", file); // or damaged, which it does not tell
      }
    });
    for (const { request } of this.#asked.values()) {
      worker.postMessage(request);
    }
  }

  /** @param {Message} message */
  #receive(message) {
    switch (message.type) {
      case "started":
        break;
      case "progress":
        this.#become("loading", { loaded: message.loaded, total: message.total });
        break;
      case "ready":
        this.#become("ready", {});
        break;
      case "failed":
        this.#fail(message);
        break;
      default:
        this.#settle(message);
    }
  }

  /** @param {Reply} reply */
  #settle({ id, failure, result, rows, error }) {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (failure === undefined) {
      asked?.resolve({ ...(result && { result }), ...(rows && { rows }), ...(error && { error }) });
    } else {
      asked?.reject(new Error(failure));
    }
  }

  /** @param {Failure} failure */
  #fail(failure) {
    this.#worker?.terminate();
    this.#worker = null;
    if (isWrong(failure) && !this.#address.hash) {
      void this.#launchAnew();
    } else {
      this.#become("failed", { failure });
    }
  }

  /** Has the host itself asked: a cache that may keep a file for ever gives a damaged one for ever. */
  async #launchAnew() {
    this.#address.hash = "anew"; // tells the worker
    this.#become("loading", { loaded: 0, total: 0, failure: null });
    // Its own script comes from the browser's cache, which has the right one then.
    const stalled = new Promise((resolve) => setTimeout(resolve, PATIENCE, "stalled"));
    const found = await Promise.race([fault(this.#address.href, "reload"), stalled]);
    const code = /** @type {"" | Failure["code"]} */ (found);
    if (code) {
      this.#become("failed", { failure: { code, detail: nameOf(this.#address) } });
    } else {
      this.#launch();
    }
  }

  /**
   * @param {Runtime["state"]} state
   * @param {Partial<Pick<Runtime, "loaded" | "total" | "failure">>} values
   */
  #become(state, values) {
    Object.assign(this, values, { state });
    this.dispatchEvent(new Event("change"));
  }
}

/**
 * Returns whether a file came that is not what it should be, or none.
 * @param {Failure | null} failure
 */
function isWrong(failure) {
  return failure?.code === "corrupt" || failure?.code === "missing";
}

/** @param {URL} address */
function nameOf({ pathname }) {
  return pathname.split("/").pop() ?? "";
}

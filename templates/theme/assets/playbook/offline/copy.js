// The page's side of the service worker.

/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./messages.js").Progress} Progress */
/** @typedef {import("./messages.js").Question} Question */
/** @typedef {import("./messages.js").State} State */

const PATIENCE = 30_000; // without a word from it: browsers end service workers as they like

/** Why the worker did not do what it was asked; the words for each code are the page's. */
export class CopyError extends Error {
  /**
   * @param {import("./messages.js").Failure["code"]} code
   * @param {string} [detail]
   */
  constructor(code, detail = "") {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

export class Copy {
  #address;
  #updated;
  /** @type {ServiceWorkerRegistration | null} */
  #registration = null;

  /**
   * @param {string} address the worker's
   * @param {() => void} updated is called when a new version waits
   */
  constructor(address, updated) {
    this.#address = address;
    this.#updated = updated;
  }

  /** Resolves to what is kept; to null where the worker could not be installed, or is not ours. */
  async state() {
    const worker = await this.#active();
    return worker ? ask(worker, { type: "state" }).catch(() => null) : null;
  }

  /**
   * Has everything kept. Rejects with a CopyError.
   * @param {(progress: Progress) => void} progress
   * @param {boolean} anew
   */
  async save(progress, anew) {
    const worker = await this.#active();
    if (!worker) {
      throw new CopyError("network");
    }
    return ask(worker, { type: "save", anew }, progress);
  }

  /** Lets the new version take over; false where none waits. */
  activate() {
    const waiting = this.#registration?.waiting;
    waiting?.postMessage({ type: "activate" });
    return Boolean(waiting);
  }

  /** Looks for a new version. */
  async update() {
    await this.#registration?.update();
  }

  /**
   * Resolves to the worker in charge, once the first one is installed; to null if it could not be, or may not.
   * @returns {Promise<ServiceWorker | null>}
   */
  async #active() {
    const registration = await this.#register();
    const worker = registration?.active ?? registration?.waiting ?? registration?.installing;
    return new Promise((resolve) => {
      const look = () => {
        if (!worker || worker.state === "redundant") {
          resolve(null);
        } else if (worker.state === "activated") {
          resolve(worker);
        }
      };
      worker?.addEventListener("statechange", look);
      look();
    });
  }

  /** A registration whose first worker could not be installed is gone: every call makes sure that there is one. */
  async #register() {
    const registration = await navigator.serviceWorker
      .register(this.#address, { updateViaCache: "none" })
      .catch(() => null);
    if (registration && registration !== this.#registration) {
      this.#registration = registration;
      this.#watch(registration);
    }
    return registration;
  }

  /** @param {ServiceWorkerRegistration} registration */
  #watch(registration) {
    const watch = (/** @type {ServiceWorker | null} */ worker) => {
      worker?.addEventListener("statechange", () => {
        if (worker.state === "installed" && registration.active) {
          this.#updated();
        }
      });
    };
    if (registration.waiting) {
      this.#updated();
    }
    watch(registration.installing);
    registration.addEventListener("updatefound", () => watch(registration.installing));
  }
}

/**
 * Resolves to the last message about `question`; those that count bytes are for `progress`. Rejects with a CopyError.
 * @param {ServiceWorker} worker
 * @param {Question} question
 * @param {(progress: Progress) => void} [progress]
 * @returns {Promise<State>}
 */
function ask(worker, question, progress) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => reject(new CopyError("stalled")), PATIENCE);
    };
    port1.onmessage = (event) => {
      const message = /** @type {Message} */ (event.data);
      wait();
      if ("total" in message) {
        progress?.(message);
        return;
      }
      clearTimeout(timer);
      if ("code" in message) {
        reject(new CopyError(message.code, message.detail));
      } else {
        resolve(message);
      }
    };
    wait();
    worker.postMessage(question, [port2]);
  });
}

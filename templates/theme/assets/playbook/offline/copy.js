// The page's side of the service worker.

import { isPage } from "../shared/fingerprint.js";

/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./messages.js").Progress} Progress */
/** @typedef {import("./messages.js").Question} Question */
/** @typedef {import("./messages.js").State} State */

const SCRIPT = /\b(?:java|ecma)script\b/i;
const PATIENCE = 30_000; // without a word from it: browsers end service workers as they like

const NOTHING = { handbook: false, bytes: 0 };

/** Why the worker did not do what it was asked; the words for each code are the page's. */
export class CopyError extends Error {
  /**
   * @param {import("./messages.js").Failure["code"]} code
   * @param {string} [detail]
   * @param {Partial<State>} [state] what is kept all the same
   */
  constructor(code, detail = "", state = {}) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.state = { ...NOTHING, ...state };
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

  /** Has the pages kept. Resolves to what is kept; to null where the worker is not ours. Rejects with a CopyError. */
  async state() {
    const worker = await this.#active();
    return worker ? ask(worker, { type: "state" }) : null;
  }

  /**
   * Has everything kept. Resolves and rejects as `state` does.
   * @param {(progress: Progress) => void} progress
   */
  async save(progress) {
    const worker = await this.#active();
    return worker ? ask(worker, { type: "save" }, progress) : null;
  }

  /** Lets the new version take over; false where none waits. */
  activate() {
    const waiting = this.#registration?.waiting;
    waiting?.postMessage({ type: "activate" });
    return Boolean(waiting);
  }

  /** Looks for a new version, and waits until it is there or has failed. */
  async update() {
    const registration = await this.#register();
    if (registration) {
      await this.#taken(registration.update());
      await isSettled(registration.installing);
    }
  }

  /** Resolves to the worker in charge, once the first one is installed; to null where the worker is not ours. */
  async #active() {
    const registration = await this.#register();
    const worker = registration?.active ?? registration?.waiting ?? registration?.installing ?? null;
    await isSettled(worker, "activated");
    return worker?.state === "activated" ? worker : null;
  }

  /** A registration whose first worker could not be installed is gone: every call makes sure that there is one. */
  async #register() {
    const registering = navigator.serviceWorker.register(this.#address, { updateViaCache: "none" });
    // Who stands between a page and its browser may say that all is well, and register nothing.
    const registration = /** @type {ServiceWorkerRegistration | undefined} */ (await this.#taken(registering));
    if (registration && registration !== this.#registration) {
      this.#registration = registration;
      this.#watch(registration);
    }
    return registration;
  }

  /**
   * Resolves as `asked` does, which has the browser take the worker's script. Rejects with a CopyError.
   * @template T
   * @param {Promise<T>} asked
   */
  async #taken(asked) {
    try {
      return await asked;
    } catch (error) {
      throw await refusal(this.#address, error);
    }
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
        reject(new CopyError(message.code, message.detail, message));
      } else {
        resolve(message);
      }
    };
    wait();
    worker.postMessage(question, [port2]);
  });
}

/**
 * Resolves when a worker is installed, or as far as `state`, or will never be.
 * @param {ServiceWorker | null} worker
 * @param {ServiceWorkerState} [state]
 * @returns {Promise<void>}
 */
function isSettled(worker, state = "installed") {
  return new Promise((resolve) => {
    const look = () => {
      if (!worker || [state, "activated", "redundant"].includes(worker.state)) {
        resolve();
      }
    };
    worker?.addEventListener("statechange", look);
    look();
  });
}

/**
 * Returns why a browser did not take the worker: what it says itself tells neither a host's fault from a network's, nor
 * from storage that is forbidden.
 * @param {string} address
 * @param {unknown} error the browser's
 */
async function refusal(address, error) {
  const file = address.split("/").pop();
  try {
    const answer = await fetch(address, { cache: "no-store" });
    if (!answer.ok || isPage(answer)) {
      return new CopyError("missing", file);
    }
    if (!SCRIPT.test(answer.headers.get("content-type") ?? "")) {
      return new CopyError("corrupt", file); // the host calls it something else, which no browser takes
    }
  } catch {
    return new CopyError("network", file);
  }
  const isRefused = error instanceof DOMException && error.name !== "AbortError";
  return isRefused ? new CopyError("blocked") : new CopyError("corrupt", file);
}

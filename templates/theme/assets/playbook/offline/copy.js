// The page's side of the service worker.

const PATIENCE = 30_000; // without a word from it: browsers end service workers as they like

export class Copy {
  #address;
  #updated; // called when a new version waits
  #registration = null;

  constructor(address, updated) {
    this.#address = address;
    this.#updated = updated;
  }

  // Resolves to { handbook, bytes }; to null where the worker could not be installed, or is not ours.
  async state() {
    const worker = await this.#active();
    return worker ? ask(worker, { type: "state" }).catch(() => null) : null;
  }

  // Has everything kept; `progress` is told { loaded, total }. Rejects with { code, detail }. `anew`: trusting no cache.
  async save(progress, anew) {
    const worker = await this.#active();
    return worker ? ask(worker, { type: "save", anew }, progress) : Promise.reject({ code: "network", detail: "" });
  }

  // Lets the new version take over; false where none waits.
  activate() {
    const waiting = this.#registration?.waiting;
    waiting?.postMessage({ type: "activate" });
    return Boolean(waiting);
  }

  // Looks for a new version.
  async update() {
    await this.#registration?.update();
  }

  // Resolves to the worker in charge, once the first one is installed; to null if it could not be, or may not.
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

  // A registration whose first worker could not be installed is gone: every call makes sure that there is one.
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

  #watch(registration) {
    const watch = (worker) => {
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

// Resolves to the last message about `question`; those that count bytes are for `progress`.
function ask(worker, question, progress = () => {}) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => reject({ code: "stalled", detail: "" }), PATIENCE);
    };
    port1.onmessage = ({ data }) => {
      wait();
      if ("total" in data) {
        progress(data);
        return;
      }
      clearTimeout(timer);
      (data.code ? reject : resolve)(data);
    };
    wait();
    worker.postMessage(question, [port2]);
  });
}

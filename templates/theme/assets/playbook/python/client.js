// The page's side of the worker: one for all calculators of the page, and of those that follow where the theme changes
// pages without a reload.

const PATIENCE = 20_000; // until the worker's own script runs; from there on the worker watches its downloads

export class Runtime extends EventTarget {
  state = "idle"; // then loading, ready or failed; each change is announced by a "change" event
  loaded = 0;
  total = 0;
  failure = null; // { code, detail }
  #worker = null;
  #address;
  #asked = new Map(); // id -> { request, resolve, reject }
  #nextId = 1;

  // `address`: the worker's script, as the page gives it.
  constructor(address) {
    super();
    this.#address = new URL(address, document.baseURI);
  }

  start() {
    if (this.state === "idle") {
      this.#launch();
    }
  }

  // Starts a fresh worker after a failure; questions still open are asked again.
  retry() {
    if (this.state === "failed") {
      if (this.failure.code === "corrupt") {
        this.#address.hash = "anew";
      }
      this.#launch();
    }
  }

  // Returns { result } or { error: { field, message } }; rejects with an Error where the calculator itself failed.
  calculate(name, inputs) {
    this.start();
    const request = { id: this.#nextId++, name, inputs };
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
    const fail = (code, detail) => worker === this.#worker && this.#fail({ code, detail });
    const file = this.#address.pathname.split("/").pop();
    const stalled = setTimeout(() => fail("stalled", file), PATIENCE);
    worker.addEventListener("message", ({ data }) => {
      clearTimeout(stalled);
      if (worker === this.#worker) {
        this.#receive(data);
      }
    });
    worker.addEventListener("error", (event) => {
      clearTimeout(stalled);
      // An event without a message: the worker's script could not be had.
      fail(event.message ? "internal" : "missing", event.message ?? file);
    });
    for (const { request } of this.#asked.values()) {
      worker.postMessage(request);
    }
  }

  #receive(message) {
    if (message.type === "progress") {
      this.#become("loading", { loaded: message.loaded, total: message.total });
    } else if (message.type === "ready") {
      this.#become("ready", {});
    } else if (message.type === "failed") {
      this.#fail(message);
    } else if (this.#asked.has(message.id)) {
      this.#settle(message);
    }
  }

  #settle({ id, failure, ...answer }) {
    const { resolve, reject } = this.#asked.get(id);
    this.#asked.delete(id);
    if (failure) {
      reject(new Error(failure));
    } else {
      resolve(answer);
    }
  }

  #fail({ code, detail }) {
    this.#worker.terminate();
    this.#worker = null;
    this.#become("failed", { failure: { code, detail } });
  }

  #become(state, values) {
    Object.assign(this, values, { state });
    this.dispatchEvent(new Event("change"));
  }
}

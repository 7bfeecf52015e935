// What a page has read of a kind, in case it is there no more though nobody removed it: the browser, or somebody at its
// settings, has cleared the device's storage. The page says so, goes on showing what it holds, and offers to keep it.

import { saveJson } from "../shared/files.js";
import { control, part } from "../shared/page.js";
import { pack } from "./exchange.js";
import { imported } from "./transfer.js";

/** @typedef {import("./store.js").Kinds} Kinds */

/** @template {keyof Kinds} K */
export class Held {
  #place;
  #kind;
  /** @type {Map<string, Kinds[K]>} */
  #records = new Map();
  /** @type {Set<string>} */
  #removed = new Set();
  /** @type {Kinds[K][]} */
  #lost = [];

  /**
   * @param {HTMLElement} root has the place where it is said
   * @param {K} kind
   * @param {import("./store.js").Store} store
   * @param {(work: () => Promise<unknown>) => unknown} trying runs what may fail on the disk
   * @param {() => void} show shows everything anew
   * @param {AbortSignal} signal
   */
  constructor(root, kind, store, trying, show, signal) {
    this.#place = part(root, "lost");
    this.#kind = kind;
    store.watch(kind, ({ id, removed }) => id && removed && this.#removed.add(id), signal);
    const on = (/** @type {string} */ action, /** @type {() => void} */ task) =>
      control(this.#place, action).addEventListener("click", task, { signal });
    on("keep-lost", () => void trying(() => imported(store, this.#packed)));
    on("save-lost", () => saveJson(this.#packed, `${kind}.json`));
    on("drop-lost", () => {
      this.#lost.forEach(({ id }) => this.#removed.add(id));
      show();
    });
  }

  get #packed() {
    return pack({ [this.#kind]: this.#lost });
  }

  /**
   * Returns the records, and with them those that were there before and that nobody removed.
   * @param {Kinds[K][]} records as they are on disk now
   */
  and(records) {
    const known = new Map(records.map((record) => [record.id, record]));
    this.#lost = [...this.#records.values()].filter(({ id }) => !known.has(id) && !this.#removed.has(id));
    records.forEach(({ id }) => this.#removed.delete(id));
    this.#records = new Map([...known, ...this.#lost.map((record) => /** @type {const} */ ([record.id, record]))]);
    part(this.#place, "count").textContent = String(this.#lost.length);
    this.#place.hidden = this.#lost.length === 0;
    return [...this.#records.values()];
  }
}

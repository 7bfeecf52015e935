// What is learnt stays on this device. Where the browser keeps nothing, training goes on without, and says so.

import { find } from "../shared/page.js";
import { StoreError } from "../store/errors.js";
import { isObject } from "../store/sound.js";
import { open } from "../store/store.js";

/** @typedef {{ id: string, lesson: string }} Finished the mark of a lesson that is finished */
/** @typedef {import("./memory.js").Learnt} Learnt */

const KIND = "learning";

export class Progress {
  #root;
  #signal;
  /** @type {import("../store/store.js").Store | null} */
  #store = null;

  /**
   * @param {ParentNode} root has the places that say so: not-kept and kept-full
   * @param {AbortSignal} [signal] lets go of the device's store
   */
  constructor(root, signal) {
    this.#root = root;
    this.#signal = signal;
  }

  /** Returns all records; none where they cannot be read. */
  async all() {
    const records = await this.#tried(async () => {
      this.#store = await open();
      this.#signal?.addEventListener("abort", () => this.#store?.close());
      return this.#store.all(KIND);
    });
    return records ?? [];
  }

  /** @param {Learnt | Finished} record */
  async put(record) {
    await this.#tried(async () => this.#store?.put(KIND, record));
  }

  /** @param {string} id */
  async remove(id) {
    await this.#tried(async () => this.#store?.remove(KIND, id));
  }

  /** Returns the records as an object for a file. */
  async export() {
    return this.#tried(async () => this.#store?.export([KIND]));
  }

  /**
   * Takes in what `export` made, and of a file with other records what was learnt; returns whether any could be used.
   * @param {unknown} object
   */
  async import(object) {
    const records = isObject(object) && isObject(object.records) ? object.records : {};
    const learnt = { ...(isObject(object) ? object : {}), records: { [KIND]: records[KIND] } };
    const taken = await this.#tried(async () => this.#store?.import(learnt));
    return Boolean(taken && taken.added + taken.replaced > 0);
  }

  async forget() {
    await this.#tried(async () => this.#store?.clear(KIND));
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   */
  async #tried(work) {
    try {
      return await work();
    } catch (error) {
      const name = error instanceof StoreError && error.code === "full" ? "kept-full" : "not-kept";
      const place = find(this.#root, `[data-part="${name}"]`);
      if (place) {
        place.hidden = false;
      }
      return undefined;
    }
  }
}

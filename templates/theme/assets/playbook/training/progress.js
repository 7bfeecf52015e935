// What is learnt stays on this device. Where the browser keeps nothing, training goes on without, and says so.

import { open } from "../store/store.js";
import { part } from "./parts.js";

const KIND = "learning";

export class Keeping {
  #store = null;
  #root;

  // `root` has the places that say so: not-kept and kept-full.
  constructor(root) {
    this.#root = root;
  }

  // Returns all records; none where they cannot be read.
  async all() {
    return (await this.#tried(async () => {
      this.#store = await open();
      return this.#store.all(KIND);
    })) ?? [];
  }

  async put(record) {
    await this.#tried(() => this.#store?.put(KIND, record));
  }

  async remove(id) {
    await this.#tried(() => this.#store?.remove(KIND, id));
  }

  // Returns the records as an object for a file.
  async export() {
    return this.#tried(() => this.#store?.export([KIND]));
  }

  // Takes in what `export` made, and of a file with other records what was learnt; returns whether any could be used.
  async import(object) {
    const learnt = { ...object, records: { [KIND]: object?.records?.[KIND] } };
    const taken = await this.#tried(() => this.#store?.import(learnt));
    return Boolean(taken && taken.added + taken.replaced > 0);
  }

  async forget() {
    for (const { id } of (await this.#tried(() => this.#store?.all(KIND))) ?? []) {
      await this.remove(id);
    }
  }

  async #tried(work) {
    try {
      return await work();
    } catch (error) {
      const place = part(this.#root, error.code === "full" ? "kept-full" : "not-kept");
      if (place) {
        place.hidden = false;
      }
      return undefined;
    }
  }
}

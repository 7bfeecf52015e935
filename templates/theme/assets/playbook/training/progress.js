// What is learnt stays on this device. Where the browser keeps nothing, training goes on without, and says so.

import { find } from "../shared/page.js";
import { StoreError } from "../store/errors.js";
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
    const records = await this.tried(async () => {
      this.#store ??= await this.#open();
      return this.#store.all(KIND);
    });
    return records ?? [];
  }

  async #open() {
    const store = await open();
    this.#signal?.addEventListener("abort", () => store.close());
    return store;
  }

  /**
   * Calls `task` after every change, in this tab or another.
   * @param {(change: import("../store/notices.js").Change) => void} task
   */
  watch(task) {
    this.#store?.watch(KIND, task, this.#signal);
  }

  /**
   * Keeps what an answer tells: of what is known by now, in another tab perhaps.
   * @param {import("./memory.js").Memory} memory
   * @param {import("./memory.js").Asked} item
   * @param {string} chosen
   */
  async learn(memory, item, chosen) {
    const now = new Date();
    const own = memory.answered(item, chosen, now);
    await this.tried(async () =>
      this.#store?.update(KIND, own.id, (kept) =>
        kept && "topic" in kept ? memory.answered(item, chosen, now, kept) : own,
      ),
    );
  }

  /** @param {Learnt | Finished} record */
  async put(record) {
    await this.tried(async () => this.#store?.put(KIND, record));
  }

  /** @param {string} id */
  async remove(id) {
    await this.tried(async () => this.#store?.remove(KIND, id));
  }

  async forget() {
    await this.tried(async () => this.#store?.clear(KIND));
  }

  /**
   * Runs what may fail on the disk, and says so. Returns undefined then.
   * @template T
   * @param {() => Promise<T>} work
   */
  async tried(work) {
    try {
      return await work();
    } catch (error) {
      const told = error instanceof StoreError && error.code === "full" ? "kept-full" : "not-kept";
      for (const name of ["kept-full", "not-kept"]) {
        find(this.#root, `[data-part="${name}"]`)?.toggleAttribute("hidden", name !== told);
      }
      return undefined;
    }
  }
}

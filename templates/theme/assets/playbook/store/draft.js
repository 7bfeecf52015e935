// What is typed and not on disk yet: written at once, where a page that goes can still write. IndexedDB cannot be
// waited for then. The tab's own storage tells two tabs apart; the device's outlives the tab.

import { siteName } from "./site-name.js";
import { isObject, jsonIn } from "./sound.js";

/** @typedef {import("./merge.js").Edits} Edits */

export class Draft {
  #key;
  /** @type {string | null} what this page has taken or written: what else the device has is another tab's */
  #own = null;

  /** @param {string} name of what is written, the same at the next visit */
  constructor(name) {
    this.#key = `${siteName()} draft ${name}`;
  }

  /** Returns what was typed, and never kept: nothing, if all of it was. */
  read() {
    for (const storage of STORAGES) {
      const text = attempt(() => storage().getItem(this.#key)) ?? null;
      const edits = editsIn(text);
      if (edits) {
        this.#own = text;
        return edits;
      }
    }
    return {};
  }

  /** @param {Edits} edits all there is now; none ends the draft */
  write(edits) {
    const text = Object.keys(edits).length > 0 ? JSON.stringify(edits) : null;
    const before = this.#own;
    this.#own = text;
    if (text !== null) {
      STORAGES.forEach((storage) => attempt(() => storage().setItem(this.#key, text)));
      return;
    }
    attempt(() => sessionStorage.removeItem(this.#key));
    attempt(() => localStorage.getItem(this.#key) === before && localStorage.removeItem(this.#key));
  }
}

const STORAGES = [() => sessionStorage, () => localStorage];

/**
 * A browser that keeps nothing throws already where it is asked for its storage. What is typed stands on the page then.
 * @template T
 * @param {() => T} work
 */
function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/**
 * @param {string | null} text
 * @returns {Edits | undefined}
 */
function editsIn(text) {
  const found = jsonIn(text ?? "");
  const isEdit = (/** @type {unknown} */ each) =>
    isObject(each) && typeof each.before === "string" && typeof each.value === "string";
  return isObject(found) && Object.values(found).every(isEdit) ? /** @type {Edits} */ (found) : undefined;
}

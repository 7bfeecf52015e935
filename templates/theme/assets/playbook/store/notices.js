// Tells the site's other tabs that a record has changed; what it says stays in its tab.

import { isObject, jsonIn } from "./sound.js";

/** @typedef {{ kind: string, id: string | null, removed?: boolean }} Change `id` is null where many have changed */

export class Notices {
  /** @type {BroadcastChannel | null} */
  #channel = null;
  #listening = new AbortController();
  #key;

  /**
   * @param {string} name
   * @param {(change: Change) => void} hear is called with the other tabs' changes
   */
  constructor(name, hear) {
    this.#key = `${name} changed`;
    const take = (/** @type {unknown} */ data) => isChange(data) && hear(data); // any page of this host may write here
    if (typeof BroadcastChannel === "function") {
      this.#channel = new BroadcastChannel(name);
      this.#channel.onmessage = ({ data }) => take(data);
      return;
    }
    // Other tabs are told of what is written to localStorage.
    const read = (/** @type {StorageEvent} */ { key, newValue }) => {
      if (key === this.#key && newValue) {
        take(jsonIn(newValue));
      }
    };
    addEventListener("storage", read, { signal: this.#listening.signal });
  }

  /** @param {Change} change */
  send(change) {
    if (this.#channel) {
      this.#channel.postMessage(change);
      return;
    }
    try {
      localStorage.setItem(this.#key, JSON.stringify(change));
      localStorage.removeItem(this.#key); // an equal change later is news, too
    } catch {
      // The other tabs will see the change when they are loaded again.
    }
  }

  close() {
    this.#channel?.close();
    this.#listening.abort();
  }
}

/**
 * @param {unknown} data
 * @returns {data is Change}
 */
function isChange(data) {
  return isObject(data) && typeof data.kind === "string" && (data.id === null || typeof data.id === "string");
}

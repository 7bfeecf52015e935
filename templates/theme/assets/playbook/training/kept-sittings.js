// Sittings of the exam as this device keeps them: the questions, the answers so far, whether they were handed in. They
// are written at once and read by every tab. A sitting has its own questions: an update may bring others.

import { siteName } from "../store/site-name.js";
import { areTexts, isObject, jsonIn } from "../store/sound.js";

/** @typedef {import("./items.js").Item} Item */
/**
 * @typedef {object} Sitting
 * @property {string} seed the number that it goes by
 * @property {string} edition of the questions
 * @property {Item[]} items
 * @property {Record<string, string>} chosen the ids of the choices taken, by question
 * @property {number} place of the question that was looked at last
 * @property {boolean} handedIn
 */

const MOST = 5; // the latest
const LONGEST = 6; // digits

/** @param {string} seed */
export function isSeed(seed) {
  return /^\d+$/.test(seed) && seed.length <= LONGEST;
}

export class KeptSittings {
  #key = `${siteName()} sittings`;

  /**
   * Calls `task` after every change in another tab.
   * @param {() => void} task
   * @param {AbortSignal} signal
   */
  watch(task, signal) {
    const look = (/** @type {StorageEvent} */ { key }) => key === this.#key && task();
    addEventListener("storage", look, { signal });
  }

  /** Returns all, the latest first; none where the browser keeps nothing. */
  all() {
    try {
      const found = jsonIn(localStorage.getItem(this.#key) ?? "");
      return Array.isArray(found) ? found.filter(isSitting) : [];
    } catch {
      return [];
    }
  }

  /** @param {string} seed */
  get(seed) {
    return this.all().find((sitting) => sitting.seed === seed) ?? null;
  }

  /**
   * Keeps a sitting; returns whether it is kept.
   * @param {Sitting} sitting
   */
  put(sitting) {
    const others = this.all().filter(({ seed }) => seed !== sitting.seed);
    return this.#write([sitting, ...others].slice(0, MOST));
  }

  /** @param {string} seed */
  remove(seed) {
    this.#write(this.all().filter((sitting) => sitting.seed !== seed));
  }

  /** @param {Sitting[]} sittings */
  #write(sittings) {
    try {
      localStorage.setItem(this.#key, JSON.stringify(sittings));
      return true;
    } catch {
      return false;
    }
  }
}

/**
 * @param {unknown} value
 * @returns {value is Sitting}
 */
function isSitting(value) {
  return (
    isObject(value) &&
    typeof value.seed === "string" &&
    isSeed(value.seed) &&
    typeof value.edition === "string" &&
    Array.isArray(value.items) &&
    value.items.length > 0 &&
    value.items.every(isItem) &&
    areTexts(value.chosen) &&
    value.items[Number(value.place)] !== undefined &&
    typeof value.handedIn === "boolean"
  );
}

/** @param {unknown} value */
function isItem(value) {
  return (
    isObject(value) &&
    ["id", "text", "question", "answer", "explanation"].every((name) => typeof value[name] === "string") &&
    Array.isArray(value.sources) &&
    value.sources.every((source) => typeof source === "string") &&
    (value.page === null || typeof value.page === "string") &&
    Array.isArray(value.choices) &&
    value.choices.length > 0 &&
    value.choices.every(isChoice)
  );
}

/** @param {unknown} value */
function isChoice(value) {
  return isObject(value) && ["id", "text", "explanation"].every((name) => typeof value[name] === "string");
}

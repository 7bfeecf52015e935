// A list that may be very long. Its end, where what is new stands, is there at once; what comes before follows in parts
// while the page has nothing else to do, so that searching in the page finds all of it; and all of it is printed.

import { drawn } from "./page.js";

const FIRST = 50;
const SLICE = 12; // ms of drawing, after which the page may do something else
const STAYS = CSS.supports("overflow-anchor", "auto"); // what is read stays where it is while something comes above it

/** @type {Set<{ drawAll: () => void }>} those of the page */
const lists = new Set();
addEventListener("beforeprint", () => lists.forEach((list) => list.drawAll()));

/** @template E */
export class LongList {
  #place;
  #act;
  /** @type {[key: string, entry: E][]} */
  #entries = [];
  /** @type {Map<string, HTMLElement>} those of the entries from `#from` on, by key */
  #items = new Map();
  #from = 0;
  #waiting = false;

  /**
   * @param {HTMLElement} place
   * @param {{ key: (entry: E) => string, draw: (entry: E) => HTMLElement }} act `key` tells all that an entry shows
   */
  constructor(place, act) {
    this.#place = place;
    this.#act = act;
  }

  /**
   * Shows entries; those that are shown already stay as they are.
   * @param {E[]} entries
   */
  show(entries) {
    lists.add(this);
    this.#entries = this.#named(entries);
    const keys = new Set(this.#entries.map(([key]) => key));
    for (const [key, item] of this.#items) {
      if (!keys.has(key)) {
        item.remove();
        this.#items.delete(key);
      }
    }
    const first = this.#entries.findIndex(([key]) => this.#items.has(key));
    const missing = this.#entries.length - first - this.#items.size;
    const atEnd = first < 0 || missing > FIRST || !this.#isInOrder();
    if (atEnd) { // another list
      this.#place.replaceChildren();
      this.#items.clear();
    }
    this.#from = atEnd ? Math.max(0, this.#entries.length - FIRST) : first;
    this.#place.toggleAttribute("data-long", this.#entries.length > FIRST);
    this.#fill();
    this.#goOn(atEnd);
  }

  /** Whether the items that are drawn stand in the order of the entries. */
  #isInOrder() {
    const shown = this.#place.querySelectorAll("li");
    const items = this.#entries.flatMap(([key]) => this.#items.get(key) ?? []);
    return items.every((item, at) => item === shown[at]);
  }

  /** Draws what has not been drawn yet. */
  drawAll() {
    if (this.#place.isConnected) {
      this.#before(Infinity);
    } else {
      lists.delete(this);
    }
  }

  /**
   * Two entries may say the same.
   * @param {E[]} entries
   */
  #named(entries) {
    /** @type {Map<string, number>} */
    const seen = new Map();
    return entries.map((entry) => {
      const key = this.#act.key(entry);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return /** @type {[string, E]} */ ([count === 1 ? key : `${count} ${key}`, entry]);
    });
  }

  /** Draws what is missing from `#from` on. */
  #fill() {
    /** @type {HTMLElement | undefined} */
    let previous;
    for (const [key, entry] of this.#entries.slice(this.#from)) {
      const known = this.#items.get(key);
      const item = known ?? this.#draw(key, entry);
      if (!known && previous) {
        previous.after(item);
      } else if (!known) {
        this.#place.prepend(item);
      }
      previous = item;
    }
  }

  /**
   * @param {string} key
   * @param {E} entry
   */
  #draw(key, entry) {
    const item = drawn("li", key, () => this.#act.draw(entry));
    this.#items.set(key, item);
    return item;
  }

  /** @param {boolean} [toEnd] shows what is new */
  #goOn(toEnd) {
    if (this.#from > 0 && !this.#waiting) {
      this.#waiting = true;
      const later = globalThis.requestIdleCallback ?? setTimeout; // Safari has none
      later(() => {
        this.#waiting = false;
        if (this.#place.isConnected) {
          this.#place.scrollTop = toEnd ? this.#place.scrollHeight : this.#place.scrollTop;
          this.#before(performance.now() + SLICE);
          this.#goOn();
        }
      });
    }
  }

  /**
   * Draws entries before the first that is drawn.
   * @param {number} end a moment of `performance.now`
   */
  #before(end) {
    const items = [];
    while (this.#from > 0 && performance.now() < end) {
      this.#from -= 1;
      const [key, entry] = /** @type {[string, E]} */ (this.#entries[this.#from]);
      items.push(this.#draw(key, entry));
    }
    const place = this.#place;
    const before = STAYS ? 0 : place.scrollHeight - place.scrollTop;
    const part = document.createElement("div"); // laid out by itself
    part.setAttribute("role", "group");
    part.append(...items.reverse());
    place.prepend(part);
    if (!STAYS) {
      place.scrollTop = place.scrollHeight - before;
    }
  }
}

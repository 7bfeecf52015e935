// An incident's costs or notes, of which there may be many.

import { LongList } from "../shared/long-list.js";
import { itemOf, need, part } from "../shared/page.js";
import { past } from "./moments.js";

/** @typedef {[note: import("./record.js").Note, text: string]} Entry a cost or note, and what is said of it */

export class Entries {
  #list;
  #now = 0;
  #today = ""; // what was today's is said otherwise from midnight on
  #open = false;

  /**
   * @param {HTMLElement} article
   * @param {"costs" | "notes"} name
   * @param {import("../shared/clock.js").Clock} clock
   */
  constructor(article, name, clock) {
    this.clock = clock;
    this.#list = new LongList(part(article, name), {
      key: (/** @type {Entry} */ [{ at }, text]) => `${past(at, this.#now)} ${this.#today} ${this.#open} ${text}`,
      draw: (/** @type {Entry} */ [{ at }, text]) => {
        const item = itemOf(article, "entry", { at: clock.say(past(at, this.#now), this.#now), text });
        const button = need(item, "button");
        button.dataset.takeOut = String(at);
        button.hidden = !this.#open;
        return item;
      },
    });
  }

  /**
   * @param {Entry[]} entries
   * @param {boolean} open whether they can be taken out
   */
  show(entries, open) {
    this.#now = Date.now();
    this.#today = this.clock.date(this.#now);
    this.#open = open;
    this.#list.show(entries);
  }
}

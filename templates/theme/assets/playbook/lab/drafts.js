// Up to three drafts, one of them being worked at, and what undo and redo lead back to. They stay on the device.

import { Draft as Typed } from "../store/draft.js";
import { isObject, jsonIn } from "../store/sound.js";
import { changes, isSame, known, nothing } from "./draft.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {{ drafts: Draft[], at: number }} State */

export const NAMES = ["A", "B", "C"];
const MOST = 100; // steps back
const KEPT = "lab";

export class Drafts {
  #kept = new Typed(KEPT);
  /** @type {State} */
  #state = { drafts: NAMES.map(nothing), at: 0 };
  /** @type {State[]} */
  #past = [];
  /** @type {State[]} */
  #future = [];

  get current() {
    return this.#state.drafts[this.#state.at] ?? nothing();
  }

  get at() {
    return this.#state.at;
  }

  get all() {
    return this.#state.drafts;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /**
   * Takes what the device has kept. Returns the names in it that the rules no longer have.
   * @param {import("./draft.js").Knob[]} knobs
   * @param {import("./draft.js").Form[]} forms
   */
  read(knobs, forms) {
    const kept = this.#kept.read();
    /** @type {string[]} */
    const unknown = [];
    const drafts = NAMES.map((name) => {
      const found = known(draftIn(kept[name]?.value ?? ""), knobs, forms);
      unknown.push(...found.unknown);
      return found.draft;
    });
    const at = Math.max(NAMES.indexOf(kept.at?.value ?? ""), 0);
    this.#state = { drafts, at };
    return unknown;
  }

  /** @param {Draft} draft in the place of the one being worked at */
  change(draft) {
    if (!isSame(draft, this.current)) {
      const drafts = this.#state.drafts.map((each, place) => (place === this.#state.at ? draft : each));
      this.#go({ ...this.#state, drafts });
    }
  }

  /**
   * Takes a draft from elsewhere: one that is there is gone to; another stands in a place that is free, else in that of
   * the one being worked at, which undo brings back.
   * @param {Draft} draft
   */
  bringIn(draft) {
    const { drafts, at } = this.#state;
    const there = drafts.findIndex((each) => isSame(each, draft));
    const free = changes(this.current) === 0 ? at : drafts.findIndex((each) => changes(each) === 0);
    if (there >= 0) {
      this.choose(isSame(this.current, draft) ? at : there);
      return;
    }
    const place = free < 0 ? at : free;
    this.#go({ drafts: drafts.map((each, other) => (other === place ? draft : each)), at: place });
  }

  /** @param {number} at */
  choose(at) {
    this.#state = { ...this.#state, at };
    this.#keep();
  }

  undo() {
    this.#turn(this.#past, this.#future);
  }

  redo() {
    this.#turn(this.#future, this.#past);
  }

  /** @param {State} state */
  #go(state) {
    this.#past = [...this.#past, this.#state].slice(-MOST);
    this.#future = [];
    this.#state = state;
    this.#keep();
  }

  /**
   * @param {State[]} from
   * @param {State[]} to
   */
  #turn(from, to) {
    const state = from.pop();
    if (state) {
      to.push(this.#state);
      this.#state = state;
      this.#keep();
    }
  }

  #keep() {
    const { drafts, at } = this.#state;
    const texts = drafts.map((draft, place) => /** @type {const} */ ([NAMES[place], JSON.stringify(draft)]));
    const edits = [...texts.filter((_, place) => changes(drafts[place] ?? nothing()) > 0)];
    const said = edits.length > 0 ? [...edits, /** @type {const} */ (["at", NAMES[at] ?? ""])] : [];
    this.#kept.write(Object.fromEntries(said.map(([name, value]) => [name, { before: "", value }])));
  }
}

/**
 * @param {string} text
 * @returns {Draft}
 */
function draftIn(text) {
  const said = jsonIn(text);
  if (!isObject(said)) {
    return nothing();
  }
  const { numbers, off, order } = said;
  const isText = (/** @type {unknown} */ each) => typeof each === "string";
  return {
    numbers: isObject(numbers) ? /** @type {Record<string, number>} */ (numbers) : {},
    off: Array.isArray(off) ? off.filter(isText) : [],
    order: isObject(order)
      ? /** @type {Record<string, string[]>} */ (
          Object.fromEntries(Object.entries(order).filter(([, ids]) => Array.isArray(ids)))
        )
      : {},
  };
}

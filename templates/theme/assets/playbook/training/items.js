// Questions as the build makes them (playbook/training/question_pool.py), and as its scripts hold them
// (playbook/training/page_questions.py).

import { inflateSync } from "fflate";

/** @typedef {{ id: string, text: string, explanation: string, topic?: string }} Choice `topic` is the one mistaken */
/**
 * @typedef {object} Item a question
 * @property {string} id
 * @property {string} topic
 * @property {string} version of the rules that it is about
 * @property {string} skill
 * @property {string} [boundary]
 * @property {string} text the situation
 * @property {string} question
 * @property {Choice[]} choices
 * @property {string} answer the id of the right choice
 * @property {string} explanation
 * @property {string[]} sources
 * @property {string | null} page where to look it up
 */

/**
 * Returns the questions of such a script in their order. They are inflated by a library, not by the browser: older ones
 * cannot, and all of it is done before the page goes on.
 * @param {string} text
 */
export function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  /** @type {unknown} */
  const data = JSON.parse(new TextDecoder().decode(inflateSync(bytes)));
  const { order, items } = /** @type {{ order: number[], items: Item[] }} */ (data);
  const placed = items.map((item, at) => ({ item, place: order[at] ?? at }));
  return placed.sort((one, other) => one.place - other.place).map(({ item }) => item);
}

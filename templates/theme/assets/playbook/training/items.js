// Questions as the build makes them (playbook/training/question_pool.py), and as its scripts hold them
// (playbook/training/page_questions.py).

import { unpacked as data } from "../shared/packed.js";

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
 * Returns the questions of such a script in their order.
 * @param {string} text
 */
export function unpacked(text) {
  const { order, items } = /** @type {{ order: number[], items: Item[] }} */ (data(text));
  const placed = items.map((item, at) => ({ item, place: order[at] ?? at }));
  return placed.sort((one, other) => one.place - other.place).map(({ item }) => item);
}

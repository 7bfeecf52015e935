// What the page gives the incidents: words, plans, the ledger's columns; and the ways in which moments and money are
// said.

import { Clock } from "../shared/clock.js";
import { dataOf } from "../shared/page.js";
import { filled } from "../shared/words.js";

/**
 * @typedef {object} Data
 * @property {Record<Word, string> & { storage: Record<string, string> }} words those of the storage by code
 * @property {import("./record.js").Plan[]} plans
 */
/**
 * @typedef {"advised" | "begun" | "cost_left" | "cost_none" | "cost_over" | "cost_uncapped" | "done" | "due"
 *   | "due_moved" | "finished" | "hours" | "imported" | "late" | "late_count" | "left" | "not_an_amount" | "rejected"
 *   | "releveled" | "spent" | "spent_none" | "spent_uncapped" | "unnamed" | "update" | "yuan"} Word
 */

/** @typedef {ReturnType<typeof incidentPage>} IncidentPage */

/** @param {HTMLElement} root */
export function incidentPage(root) {
  const { words, plans } = /** @type {Data} */ (dataOf(root));
  return {
    words,
    plans,
    clock: Clock.ofPage(),
    // Thousands are parted as the rest of the handbook does.
    money: (/** @type {number} */ yuan) => filled(words.yuan, { value: yuan.toLocaleString("en-US") }),
  };
}

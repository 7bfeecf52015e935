// What the lab asks Python (calculators/analysis/lab.py), and what it says.

/**
 * @typedef {object} Group cases that change in the same way
 * @property {string} old
 * @property {string} new
 * @property {"" | "sooner" | "later"} urgency
 * @property {number} cells
 * @property {string[]} case an example in words
 * @property {Record<string, string>} inputs the same as typed
 * @property {string} why_old
 * @property {string} why_new
 */
/** @typedef {{ answer: string, label: string, changed: number, total: number, groups: Group[] }} Answers */
/** @typedef {{ kind: string, form: string, name: string, case: string[] }} Fault */
/** @typedef {{ most: number, mean: number }} Taps */
/** @typedef {{ caused: Fault[], healed: Fault[], taps: { before: Taps, after: Taps } | null }} Consequences */
/** @typedef {{ id: string, label: string, cells: string[] }} Axis */
/** @typedef {{ before: unknown, after: unknown, old: string, new: string }} Cell */
/**
 * @typedef {object} CellMap
 * @property {Axis} across
 * @property {Axis} down
 * @property {Cell[][]} rows
 * @property {[number, number]} at
 */
/** @typedef {{ label: string, old?: unknown, new?: unknown, changed: boolean }} Changed */
/** @typedef {{ results?: Changed[], error?: import("../python/messages.js").Fault }} Case */
/** @typedef {Record<string, unknown>} Promised a decision's level, cap, find and deliver; else results by id */
/**
 * @typedef {object} Replayed
 * @property {number} row
 * @property {Promised} [before]
 * @property {Promised} [after]
 * @property {string} [text]
 * @property {string[]} [missing]
 * @property {string} [error]
 */
/** @typedef {{ rules: unknown, draft: import("./draft.js").Draft | null }} Version `rules` null are those of today */
/** @typedef {{ calculator: string, before: Version, after: Version }} About */

/** Asks about two versions of the rules. */
export class Python {
  #runtime;
  #knobs;

  /**
   * @param {import("../python/client.js").Runtime} runtime
   * @param {import("./draft.js").Knob[]} knobs
   */
  constructor(runtime, knobs) {
    this.#runtime = runtime;
    this.#knobs = knobs;
  }

  /**
   * Returns the answer, or what is wrong with the draft or the inputs. Rejects where Python itself fails.
   * @template A
   * @param {"effect" | "consequences" | "map" | "cases" | "replay"} ask
   * @param {About} about
   * @param {Record<string, unknown>} [more]
   * @returns {Promise<{ result?: A, error?: import("../python/messages.js").Fault }>}
   */
  async ask(ask, about, more = {}) {
    const used = new Set(
      [about.before, about.after].flatMap(({ draft }) => Object.keys(draft?.numbers ?? {})),
    );
    const knobs = this.#knobs.filter(({ id }) => used.has(id));
    const { result, error } = await this.#runtime.calculate("lab", { ask, ...about, knobs, ...more });
    return { ...(result && { result: /** @type {A} */ (/** @type {unknown} */ (result)) }), ...(error && { error }) };
  }
}

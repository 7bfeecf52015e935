// What a replay's parts add up to, as calculators/analysis/replay.py adds them up.

/** @typedef {import("./python.js").Replayed} Replayed */
/** @typedef {"rows" | "changed" | "unchanged" | "sooner" | "later" | "not_recorded" | "faulty"} Count */
/** @typedef {{ old: unknown, new: unknown, count: number }} Pair rows by an answer before and after */
/** @typedef {{ before: number, after: number }} Sum */
/**
 * @typedef {Record<Count, number> & {
 *   missing: Record<string, number>,
 *   levels: Pair[],
 *   sums: Record<string, Sum>,
 * }} Totals
 */

const CENT = 100;

/**
 * Returns the totals of two parts together.
 * @param {Totals | null} one
 * @param {Totals} other
 * @returns {Totals}
 */
export function added(one, other) {
  if (!one) {
    return other;
  }
  /** @type {Record<string, Sum>} */
  const sums = { ...one.sums };
  for (const [name, { before, after }] of Object.entries(other.sums)) {
    const so = sums[name] ?? { before: 0, after: 0 };
    sums[name] = { before: exact(so.before + before), after: exact(so.after + after) };
  }
  const missing = { ...one.missing };
  for (const [label, count] of Object.entries(other.missing)) {
    missing[label] = (missing[label] ?? 0) + count;
  }
  return {
    rows: one.rows + other.rows,
    changed: one.changed + other.changed,
    unchanged: one.unchanged + other.unchanged,
    sooner: one.sooner + other.sooner,
    later: one.later + other.later,
    not_recorded: one.not_recorded + other.not_recorded,
    faulty: one.faulty + other.faulty,
    missing,
    levels: [...one.levels, ...other.levels],
    sums,
  };
}

/**
 * Returns how many rows have an answer before, and after.
 * @param {Pair[]} pairs
 * @param {string} answer
 * @returns {[number, number]}
 */
export function countsOf(pairs, answer) {
  const count = (/** @type {"old" | "new"} */ side) =>
    pairs.filter((pair) => String(pair[side]) === answer).reduce((sum, pair) => sum + pair.count, 0);
  return [count("old"), count("new")];
}

/** Tells whether anything that was promised is another. @param {Replayed} row */
export function isChanged({ before, after }) {
  return Boolean(before && after) && JSON.stringify(before) !== JSON.stringify(after);
}

/** A sum of cents without what this language's numbers add to it. @param {number} sum */
function exact(sum) {
  return Math.round(sum * CENT) / CENT;
}

// Answers looked up in the table that the build made by asking Python in every case. There is no rule in it, and none
// here.

import { cellOf } from "./cells.js";

/** @typedef {import("./cells.js").Cells} Cells */
/** @typedef {Cells & { id: string, default?: string, required?: boolean, next: number[][] }} Field */
/** @typedef {{ id: string, values: [unknown, string][] }} Column a result's values, for machines and in words */
/**
 * @typedef {object} Table
 * @property {Field[]} fields `next[place][cell]` is the place to go on from with the next field
 * @property {Column[]} results
 * @property {number[][]} answers where a value stands among a result's, by the last place
 */
/** @typedef {import("./messages.js").Result} Result */

/**
 * Returns the results for `inputs`, a form's. null where the table has none: something is missing, or is not a plain
 * number in its range. What to say of that only Python knows.
 * @param {Table} table
 * @param {Record<string, unknown>} inputs
 * @returns {Result | null}
 */
export function lookUp(table, inputs) {
  let place = 0;
  for (const field of table.fields) {
    const given = inputs[field.id] ?? "";
    const cell = cellIn(field, String(/** @type {string | number | boolean | string[]} */ (given)));
    const next = cell === null ? undefined : field.next[place]?.[cell];
    if (next === undefined) {
      return null;
    }
    place = next;
  }
  /** @type {Result} */
  const result = { display: {} };
  table.results.forEach(({ id, values }, at) => {
    const [value, text] = values[table.answers[place]?.[at] ?? -1] ?? [undefined, ""];
    result[id] = value;
    result.display[id] = text;
  });
  return result;
}

/**
 * Returns whether `result`, Python's, says the same as `found`, the table's.
 * @param {Result} found
 * @param {Result} result
 */
export function agrees(found, result) {
  return Object.entries(found.display).every(
    ([id, text]) => result.display[id] === text && (result[id] ?? null) === found[id],
  );
}

/**
 * @param {Field} field
 * @param {string} text
 */
function cellIn(field, text) {
  const given = text === "" ? (field.default ?? "") : text;
  return given === "" && field.required ? null : cellOf(field, given);
}

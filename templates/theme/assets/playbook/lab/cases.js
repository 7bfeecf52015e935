// What happened, as cases of a calculator: the records of this device, or a file's rows. What is not recorded is
// absent, and nobody guesses it.

import { fromCsv } from "../ledger/csv.js";
import { nameOf } from "../incident/record.js";

/** @typedef {import("./page.js").Calculator} Calculator */
/** @typedef {{ row: number, name: string, inputs: Record<string, string> }} Case */
/** @typedef {import("../incident/record.js").Incident} Incident */
/** @typedef {import("../ledger/rows.js").Row} Row */

const NAME = " · ";

/**
 * Returns the cases of a file, and the number of a row in which a cell is not closed; null where the file has none of
 * the calculator's inputs.
 * @param {string} text
 * @param {Calculator} calculator
 */
export function casesOfFile(text, calculator) {
  const found = fromCsv(text, namesOf(calculator));
  if (!found) {
    return null;
  }
  const cases = found.rows.map(({ row, cells }) => ({ row, name: "", inputs: inputsIn(cells, calculator) }));
  return cases.some(({ inputs }) => Object.keys(inputs).length > 0) || found.unclosed !== null
    ? { cases, unclosed: found.unclosed }
    : null;
}

/**
 * Returns the cases of the device, the oldest first: an incident by the inputs that it began with, a row of the ledger
 * by those of its incident, or else by what stands under the inputs' names.
 * @param {Incident[]} incidents
 * @param {Row[]} rows
 * @param {Calculator} calculator
 * @param {{ id: string, label: string }[]} columns of the ledger
 * @returns {Case[]}
 */
export function casesOfDevice(incidents, rows, calculator, columns) {
  const known = new Set(incidents.map(({ id }) => id));
  const begun = [...incidents]
    .sort((one, other) => one.started - other.started)
    .map((record) => ({ name: nameOf(record), inputs: begunWith(record, calculator) }));
  const labelled = new Map(columns.map(({ id, label }) => [id, label]));
  const kept = rows.filter(({ id }) => !known.has(id)).map(({ cells }) => {
    const named = Object.entries(cells).flatMap(([id, value]) => [
      /** @type {const} */ ([labelled.get(id) ?? id, value]),
      /** @type {const} */ ([id, value]),
    ]);
    const name = Object.values(cells).slice(0, 2).join(NAME);
    return { name, inputs: inputsIn(Object.fromEntries(named), calculator) };
  });
  return [...begun, ...kept].map((each, at) => ({ row: at + 1, ...each }));
}

/**
 * Returns the inputs that an incident began with, as far as they are this calculator's.
 * @param {Incident} record
 * @param {Calculator} calculator
 */
export function begunWith({ inputs }, { id, fields }) {
  const known = Object.entries(inputs?.calculator === id ? inputs.values : {});
  return Object.fromEntries(known.filter(([name]) => fields.some((field) => field.id === name)));
}

/** The names that a column may have. @param {Calculator} calculator */
function namesOf({ fields }) {
  return fields.flatMap(({ id, label, short }) => [
    { id, label },
    { id, label: short },
  ]);
}

/**
 * @param {Record<string, string | number>} cells by the name of a column
 * @param {Calculator} calculator
 */
function inputsIn(cells, { fields }) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const { id, label, short, choices } of fields) {
    const name = [id, label, short].find((each) => each in cells);
    if (name !== undefined) {
      const text = String(cells[name] ?? "").trim();
      found[id] = choices ? chosen(text, choices) : text;
    }
  }
  return found;
}

/**
 * Choices by their ids, where a file has them by what they are called.
 * @param {string} text
 * @param {{ id: string, label: string }[]} choices
 */
function chosen(text, choices) {
  const parts = text.split(/[,\uff0c\u3001]/).map((part) => part.trim());
  return parts.map((part) => choices.find(({ label }) => label === part)?.id ?? part).join(",");
}

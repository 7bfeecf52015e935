// The ledger as CSV: as Excel and WPS open it with every character intact, and read back from whatever they save.

import { read } from "../shared/table-text.js";

/** @typedef {import("./rows.js").Cells} Cells */
/** @typedef {import("./rows.js").Column} Column */

// What a spreadsheet would run as a formula, spaces before it and wide forms too; it is kept as text by an apostrophe.
const FORMULA = /^\s*[=+\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const MARK = "\ufeff"; // tells Excel that the file is UTF-8
const QUOTED = /[",\r\n]|^\s|\s$/;

/**
 * Returns CSV of `rows` under the labels of `columns`.
 * @param {Cells[]} rows
 * @param {Column[]} columns
 */
export function toCsv(rows, columns) {
  const lines = rows.map((cells) => columns.map(({ id }) => harmless(String(cells[id] ?? ""))));
  const all = [columns.map(({ label }) => label), ...lines];
  return `${MARK}${all.map((line) => `${line.map(quoted).join(",")}\r\n`).join("")}`;
}

/**
 * Reads CSV whose first line names columns by label or id. Returns its rows: the number `row` that a spreadsheet gives
 * each, how many cells it has, whether it `fits`, none of them being below no name; the names that are `unknown`, no
 * column's or another's already; how many names there are; the `delimiter` of its cells; and the row in which a cell is
 * `unclosed`, of which, and of those after it, nothing is known. Null where there is no line below the names.
 * @param {string} text
 * @param {Column[]} columns
 */
export function fromCsv(text, columns) {
  const { lines: all, delimiter, unclosed } = read(text);
  const start = all.findIndex((line) => !isEmpty(line));
  const names = (all[start] ?? []).map((name) => name.trim());
  const ids = names.map((name) => columns.find(({ id, label }) => [id, label].includes(name))?.id);
  const unknown = names.filter((name, at) => name && (ids[at] === undefined || ids.indexOf(ids[at]) !== at));
  const rows = all
    .map((line, at) => ({ row: at + 1, line }))
    .filter(({ line, row }) => row > start + 1 && !isEmpty(line))
    .map(({ row, line }) => ({
      row,
      count: line.length,
      fits: isEmpty(line.filter((_, at) => !names[at])),
      cells: /** @type {Cells} */ (
        // A line that ends early leaves its last cells empty.
        Object.fromEntries(ids.map((id, at) => [id, plain(line[at] ?? "")]).filter(([id]) => id !== undefined))
      ),
    }));
  const found = { rows, unknown, names: names.filter(Boolean).length, delimiter, unclosed };
  return unclosed !== null || rows.length > 0 ? found : null;
}

/** @param {string[]} line */
function isEmpty(line) {
  return line.every((cell) => !cell.trim());
}

/** @param {string} text */
function quoted(text) {
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {string} text */
function harmless(text) {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/**
 * Takes off the apostrophe that `harmless` has put on.
 * @param {string} cell
 */
function plain(cell) {
  const text = cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
  return text.trim();
}

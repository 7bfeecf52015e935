// The ledger's rows as they are kept.

import { newId } from "../store/id.js";

/** @typedef {Record<string, string | number>} Cells by column id; what is empty may be absent */
/** @typedef {{ id: string, version: number, cells: Cells }} Row */
/** @typedef {{ id: string, label: string, type?: string }} Column */
/** @typedef {{ title: string, result: string, label: string, value: string }} Chart bars of a table's column */
/**
 * What the page gives the ledger.
 * @typedef {object} Settings
 * @property {Column[]} columns
 * @property {string[]} dates the columns that hold dates
 * @property {string} title
 * @property {string} sheet the title, as far as Excel takes it for a sheet
 * @property {string} review the calculator that reviews the rows
 * @property {Chart[]} charts
 * @property {Record<Word, string>} words
 */
/**
 * @typedef {"count" | "counted" | "doubtful" | "empty" | "fault" | "faulty" | "gone" | "kept" | "known" | "left_out"
 *   | "look_again" | "more" | "more_rows" | "near" | "new" | "no_reader" | "no_workbook" | "no_year" | "read"
 *   | "reading" | "remove_sure" | "row_fault" | "row_name"
 *   | "save_as_utf8" | "sheet_read" | "take" | "take_sound" | "taken" | "taken_near" | "too_many_cells"
 *   | "unchecked" | "unclosed_quote" | "unknown" | "unread" | "xlsx_failed" | "yearless"} Word
 */

const VERSION = 1;

/**
 * Returns a row to keep, a new one where no `id` is given.
 * @param {Cells} cells
 * @returns {Row}
 */
export function rowOf(cells, id = newId()) {
  return { id, version: VERSION, cells };
}

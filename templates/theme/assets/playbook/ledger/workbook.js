// The ledger as an Excel workbook. Text stays text there, whatever it begins with. A script of its own: what writes
// workbooks is larger than all the rest of the page, and few ask for it.

import writeExcelFile from "write-excel-file/universal";

/** @typedef {import("./rows.js").Cells} Cells */
/** @typedef {import("./rows.js").Column} Column */

/**
 * Returns a promise of a Blob: the rows under the labels of the columns.
 * @param {Cells[]} rows
 * @param {Column[]} columns
 * @param {string} sheet
 */
export function toXlsx(rows, columns, sheet) {
  const bold = /** @type {const} */ ("bold");
  const heading = columns.map(({ label }) => ({ value: label, type: String, fontWeight: bold }));
  const lines = rows.map((cells) => columns.map((column) => cellOf(cells[column.id] ?? "", column)));
  const widths = columns.map(() => ({ width: 16 }));
  return writeExcelFile([heading, ...lines], { sheet, columns: widths, stickyRowsCount: 1 }).toBlob();
}

/**
 * @param {string | number} value
 * @param {Column} column
 */
function cellOf(value, { type }) {
  if (value === "") {
    return null;
  }
  const number = type === "number" ? Number(value) : NaN;
  return Number.isFinite(number) ? { value: number, type: Number } : { value: String(value), type: String };
}

globalThis.toXlsx = toXlsx;

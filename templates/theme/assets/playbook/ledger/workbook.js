// The ledger as an Excel workbook. Text stays text there, whatever it begins with. A script of its own: what writes
// workbooks is larger than all the rest of the page, and few ask for it.

import writeExcelFile from "write-excel-file/universal";

/** @typedef {import("./rows.js").Cells} Cells */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
// What XML cannot carry is written as Excel writes it, and what looks like that already.
const UNFIT = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]|_(?=x[\da-f]{4}_)/giu;

/**
 * Returns a promise of a Blob: the rows under the labels of the columns. Amounts and days that `values`, what Python
 * reads in each row, has are cells with which Excel can count; the rest is text.
 * @param {Cells[]} rows
 * @param {(Record<string, unknown> | undefined)[]} values
 * @param {Pick<import("./rows.js").Settings, "columns" | "dates" | "sheet">} settings
 */
export function toXlsx(rows, values, { columns, dates, sheet }) {
  const bold = /** @type {const} */ ("bold");
  const heading = columns.map(({ label }) => ({ value: label, type: String, fontWeight: bold }));
  const lines = rows.map((cells, at) =>
    columns.map(({ id, type }) => {
      const value = values[at]?.[id] ?? cells[id] ?? "";
      const day = dates.includes(id) && DAY.exec(String(value));
      if (day) {
        const [, year, month, date] = day.map(Number);
        return { value: new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, date)), type: Date, format: "yyyy-mm-dd" };
      }
      const number = type === "number" && value !== "" ? Number(value) : NaN;
      return Number.isFinite(number) ? { value: number, type: Number } : textCell(cells[id]);
    }),
  );
  const widths = columns.map(() => ({ width: 16 }));
  return writeExcelFile([heading, ...lines], { sheet, columns: widths, stickyRowsCount: 1 }).toBlob();
}

/** @param {string | number | undefined} cell */
function textCell(cell = "") {
  return cell === "" ? null : { value: String(cell).replace(UNFIT, escaped), type: String };
}

/** @param {string} sign */
function escaped(sign) {
  return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}

globalThis.toXlsx = toXlsx;

// The ledger as CSV: as Excel and WPS open it with every character intact, and read back from whatever they save.

import Papa from "papaparse";

// What a spreadsheet would run as a formula, spaces before it and wide forms too; it is kept as text by an apostrophe.
const FORMULA = /^\s*[=+\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const MARK = "\ufeff"; // tells Excel that the file is UTF-8

// Returns CSV of `rows` (cells by column id) under the labels of `columns` ({ id, label }).
export function toCsv(rows, columns) {
  const lines = rows.map((cells) => columns.map(({ id }) => harmless(cells[id] ?? "")));
  return MARK + Papa.unparse({ fields: columns.map(({ label }) => label), data: lines }, { newline: "\r\n" }) + "\r\n";
}

// Reads CSV whose first line names columns by label or id. Returns { rows, unknown, names }: rows as { row, cells, count,
// fits }, `row` being the number that a spreadsheet gives it, `count` how many cells it has, `fits` whether none of them
// is beyond the names; the names that are no column's, or another's already; how many names there are. Null where there
// is no line below the names.
export function fromCsv(text, columns) {
  const { data } = Papa.parse(text.replace(MARK, ""), { skipEmptyLines: false });
  const start = data.findIndex((line) => !isEmpty(line));
  if (start < 0) {
    return null;
  }
  const ids = data[start].map((name) => columns.find(({ id, label }) => [id, label].includes(name.trim()))?.id);
  const unknown = data[start].filter((name, at) => name.trim() && ids.indexOf(ids[at] ?? null) !== at);
  const rows = data
    .map((line, at) => ({ row: at + 1, line }))
    .filter(({ line, row }) => row > start + 1 && !isEmpty(line))
    .map(({ row, line }) => ({
      row,
      count: line.length,
      fits: isEmpty(line.slice(data[start].length)),
      cells: Object.fromEntries(line.map((cell, at) => [ids[at], plain(cell)]).filter(([id]) => id)),
    }));
  return rows.length ? { rows, unknown, names: data[start].length } : null;
}

function isEmpty(line) {
  return line.every((cell) => !cell.trim());
}

function harmless(cell) {
  const text = String(cell);
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

// Takes off the apostrophe that `harmless` has put on.
function plain(cell) {
  const text = cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
  return text.trim();
}

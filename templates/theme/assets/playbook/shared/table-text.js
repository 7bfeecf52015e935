// Tables as text (CSV), read by the rules of calculators/tables.py: a test holds the two against each other.

const DELIMITERS = [/\t/, /,/, /\uff0c/, /;/, /\uff1b/];
// A first line `sep=;`, by which Excel is told.
const NAMED = /^\ufeff?"?sep=([!#-/:-@[-`{-~\uff0c\uff1b\t])"?[ \t,;]*(?:\r\n|\r|\n|$)/i;

/**
 * Returns the lines of a table, each with its cells as they stand; what parts these; and the line, as a spreadsheet
 * counts them, in which a cell begins with a quote and does not end with one, the last one then; null where none does.
 * @param {string} text
 */
export function read(text) {
  const { delimiter, start } = layout(text);
  /** @type {string[][]} */
  const lines = [];
  let at = start;
  let open = false;
  while (at < text.length) {
    /** @type {string[]} */
    const cells = [];
    do {
      const cell = cellAt(text, at, delimiter);
      cells.push(cell.text);
      at = cell.end;
      open = cell.open;
    } while (text[at] === delimiter && ++at);
    at += text.startsWith("\r\n", at) ? 2 : 1;
    lines.push(cells);
  }
  return { lines, delimiter, unclosed: open ? lines.length : null };
}

/**
 * Returns rows as a table of these columns in which `delimiter` parts the cells.
 * @param {Record<string, string | number>[]} rows
 * @param {string[]} ids
 * @param {string} delimiter
 */
export function tableOf(rows, ids, delimiter) {
  const quoted = (/** @type {unknown} */ cell) => `"${String(cell ?? "").replaceAll('"', '""')}"`;
  const lines = rows.map((cells) => ids.map((id) => quoted(cells[id])).join(delimiter));
  return [`sep=${delimiter}`, ids.join(delimiter), ...lines].join("\n");
}

/**
 * Tells what parts the cells, and where the table begins.
 * @param {string} text
 */
function layout(text) {
  const named = NAMED.exec(text);
  if (named) {
    return { delimiter: named[1] ?? ",", start: named[0].length };
  }
  const first = text.replace(/^[\ufeff\r\n ]+/, "").split(/[\r\n]/, 1)[0] ?? "";
  const delimiter = DELIMITERS.map((each) => each.exec(first)?.[0]).find(Boolean) ?? ",";
  return { delimiter, start: text.startsWith("\ufeff") ? 1 : 0 };
}

/**
 * Reads one cell. A quote at its beginning holds what parts cells and lines, up to the next one that is not doubled.
 * @param {string} text
 * @param {number} start
 * @param {string} delimiter
 */
function cellAt(text, start, delimiter) {
  let at = start;
  let held = "";
  let open = text[at] === '"';
  while (open) {
    const quote = text.indexOf('"', at + 1);
    if (quote < 0) {
      return { text: held + text.slice(at + 1), end: text.length, open };
    }
    held += text.slice(at + 1, quote);
    at = quote + 1;
    open = text[at] === '"';
    held += open ? '"' : "";
  }
  const isQuoted = at > start;
  const rest = at;
  while (at < text.length && !["\r", "\n", delimiter].includes(text.charAt(at))) {
    at += 1;
  }
  // What stands after a closing quote was to be quoted: the quote that ends a cell above is lost.
  open = isQuoted && at > rest;
  return { text: held + text.slice(rest, at), end: open ? text.length : at, open };
}

// The sheet of an Excel workbook that has the columns, as the text of a table: what a spreadsheet would have saved of
// it, without its formats of amounts. A script of its own: few ask for it. playbook/source/workbook_file.py reads the
// same for the command line.

import { strFromU8, unzipSync } from "fflate";
import { isWhole } from "./archive.js";
import { dateText, elapsedText, kindsOf } from "./workbook-formats.js";

const LARGEST = 100_000_000; // bytes of text in a file: more than a page can hold, and some files are made to be
const ROWS = 1_048_576; // of a sheet, at most
const COLUMNS = 16_384;
const DIGITS = 15; // that a spreadsheet keeps
const QUOTED = /["\t\r\n]/;
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
const XML = /(?:\.xml|\.rels)$/;

/** @typedef {{ kinds: import("./workbook-formats.js").Kind[], shared: string[], isFrom1904: boolean }} Book */

/**
 * Returns the text, cells parted by tabs, what the sheet is called, and how many `others` have anything in them. It is
 * the first one whose heading has one of `names`, else the first with anything in it. Throws where it is no workbook.
 * @param {Uint8Array} bytes
 * @param {string[]} names of columns
 */
export function workbookText(bytes, names) {
  let size = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      size += XML.test(name) ? originalSize : 0;
      if (size > LARGEST) {
        throw new Error("too large");
      }
      return XML.test(name);
    },
  });
  const read = (/** @type {string} */ path) => {
    const file = files[path] ?? files[path.toLowerCase()];
    const found = file && new DOMParser().parseFromString(strFromU8(file), "application/xml");
    if (tags(found, "parsererror").length > 0) {
      throw new Error("damaged"); // of which a part could be read
    }
    return found;
  };
  if (!isWhole(bytes, files)) {
    throw new Error("damaged");
  }
  const workbook = read("xl/workbook.xml");
  if (!workbook) {
    throw new Error("no workbook");
  }
  const book = {
    kinds: kindsOf(read("xl/styles.xml")),
    shared: tags(read("xl/sharedStrings.xml"), "si").map(stringOf),
    isFrom1904: ["1", "true"].includes(tags(workbook, "workbookPr")[0]?.getAttribute("date1904") ?? ""),
  };
  const targets = new Map(
    tags(read("xl/_rels/workbook.xml.rels"), "Relationship").map((each) => [
      each.getAttribute("Id"),
      (each.getAttribute("Target") ?? "").replace(/^(?:\/?xl\/|\.\/)?/, "xl/"),
    ]),
  );
  const sheets = tags(workbook, "sheet")
    .filter((sheet) => (sheet.getAttribute("state") ?? "visible") === "visible")
    .map((sheet) => {
      const id = [...sheet.attributes].find(({ localName, prefix }) => localName === "id" && prefix)?.value ?? "";
      return { name: sheet.getAttribute("name") ?? "", lines: linesOf(read(targets.get(id) ?? ""), book) };
    })
    .filter(({ lines }) => lines.length > 0);
  const isNamed = (/** @type {string[][]} */ lines) =>
    lines.find((cells) => cells.length > 0)?.some((cell) => names.includes(cell.trim()));
  const found = sheets.find(({ lines }) => isNamed(lines)) ?? sheets[0];
  return { text: textOf(found?.lines ?? []), sheet: found?.name ?? "", others: Math.max(0, sheets.length - 1) };
}

/**
 * @param {Document | undefined} sheet
 * @param {Book} book
 */
function linesOf(sheet, book) {
  /** @type {string[][]} */
  const lines = [];
  tags(sheet, "row").forEach((row, before) => {
    const place = Number(row.getAttribute("r") ?? before + 1) - 1;
    if (!(place < ROWS)) {
      throw new Error("no row of a sheet");
    }
    /** @type {string[]} */
    const cells = [];
    for (const cell of tags(row, "c")) {
      const at = columnOf(cell.getAttribute("r") ?? "") ?? cells.length;
      if (!(at < COLUMNS)) {
        throw new Error("no column of a sheet");
      }
      cells[at] = cellText(cell, book);
    }
    const filled = [...cells].map((text) => text ?? "");
    const end = filled.reduce((last, text, at) => (text ? at + 1 : last), 0);
    if (end > 0) {
      lines[place] = filled.slice(0, end);
    }
  });
  return [...lines].map((cells) => cells ?? []); // rows without anything in them count, too
}

/**
 * @param {Element} cell
 * @param {Book} book
 */
function cellText(cell, { kinds, shared, isFrom1904 }) {
  const value = tags(cell, "v")[0]?.textContent ?? "";
  const formula = tags(cell, "f")[0]?.textContent ?? "";
  if (formula && !value) {
    return `=${formula}`; // nobody has worked it out
  }
  switch (cell.getAttribute("t") ?? "n") {
    case "s":
      return shared[Number(value)] ?? "";
    case "inlineStr":
      return tags(cell, "is").map(stringOf).join("");
    case "b":
      return value === "1" ? "TRUE" : "FALSE";
    case "d":
      return value.replace(/T00:00:00.*$/, "").replace("T", " ");
    case "n":
      break;
    default:
      return unescaped(value);
  }
  const number = Number(value);
  if (value === "" || !Number.isFinite(number)) {
    return value;
  }
  const kind = kinds[Number(cell.getAttribute("s") ?? 0)];
  if (kind === "date") {
    return dateText(number, isFrom1904) ?? rounded(number);
  }
  if (kind === "elapsed") {
    return elapsedText(number) ?? rounded(number);
  }
  return kind === "percent" ? `${rounded(number * 100)}%` : rounded(number);
}

/** @param {number} number */
function rounded(number) {
  return String(Number(number.toPrecision(DIGITS)));
}

/**
 * Returns a text of several runs; how a Chinese or Japanese word is read is none of it.
 * @param {Element} string
 */
function stringOf(string) {
  const runs = tags(string, "t").filter((text) => text.parentElement?.localName !== "rPh");
  return unescaped(runs.map((text) => text.textContent).join(""));
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(ESCAPED, (_, code) => String.fromCharCode(parseInt(code, 16)));
}

/**
 * Returns the place of a cell in its row by its name, as in BC7; counted from 0.
 * @param {string} name
 */
function columnOf(name) {
  const letters = [...(/^[A-Z]+/.exec(name)?.[0] ?? "")];
  const place = letters.reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return letters.length > 0 ? place : undefined;
}

/**
 * @param {string[][]} lines
 */
function textOf(lines) {
  const written = (/** @type {string} */ text) => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const table = lines.map((cells) => cells.map(written).join("\t"));
  const isOne = (lines.find((cells) => cells.length > 0)?.length ?? 0) < 2;
  return [...(isOne ? ["sep=\t"] : []), ...table].join("\n");
}

/**
 * @param {Document | Element | undefined} root
 * @param {string} name
 */
function tags(root, name) {
  return root ? [...root.getElementsByTagNameNS("*", name)] : [];
}

globalThis.workbookText = workbookText;

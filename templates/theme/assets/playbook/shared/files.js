// Files that the reader chooses: their text goes into the field beside the button, and stays on this device. Files that
// the reader is given.

import { showError } from "./form.js";
import { all } from "./page.js";
import { loadScript } from "./script-loading.js";

/** @typedef {"save_as_utf8" | "no_reader" | "no_workbook"} Unread by the names of the words for it */

const UNUSED = /[\u0081\u008d\u008f\u0090\u009d]/; // what a decoder makes of bytes that Windows-1252 does not have
const WORKBOOK = [0x50, 0x4b, 0x03, 0x04]; // how an archive begins, which an .xlsx file is
const OLDER = [0xd0, 0xcf, 0x11, 0xe0]; // .xls files, and those with a password
const READ = 60_000; // ms, in which every browser has taken it

/**
 * Lets the file inputs of `form`, [data-file-for], fill the field that they name.
 * @param {HTMLFormElement} form
 * @param {AbortSignal} signal
 */
export function takeFiles(form, signal) {
  for (const chooser of all(form, "[data-file-for]", HTMLInputElement)) {
    chooser.addEventListener("change", () => void fill(form, chooser), { signal });
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} chooser
 */
async function fill(form, chooser) {
  const file = chosenFile(chooser);
  const field = form.elements.namedItem(chooser.dataset.fileFor ?? "");
  if (file && field instanceof HTMLTextAreaElement) {
    chooser.value = ""; // the same file, mended, is a change again
    const { text, cause } = await tableOf(file, chooser);
    if (text === undefined) {
      const words = /** @type {Record<string, string>} */ (JSON.parse(chooser.dataset.unread ?? "{}"));
      showError(form, field.name, words[cause ?? ""] ?? "");
      return;
    }
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/**
 * Returns the file that the reader has chosen, if there is one.
 * @param {HTMLInputElement} chooser
 */
export function chosenFile(chooser) {
  return chooser.files?.[0];
}

/**
 * Offers a Blob to the reader as a file.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ);
}

/**
 * Offers `object` to the reader as a file.
 * @param {unknown} object
 * @param {string} name
 */
export function saveJson(object, name) {
  save(new Blob([JSON.stringify(object, null, 1)], { type: "application/json" }), name);
}

/**
 * Returns the text of a file's table, or the cause for which there is none; of a workbook that of its sheet
 * with the columns, what that is called, and how many `others` there are.
 * @param {File} file
 * @param {HTMLInputElement} chooser has the address of the script that reads workbooks, and what columns are called
 * @returns {Promise<{ text?: string | undefined, sheet?: string, others?: number, cause?: Unread | undefined }>}
 */
export async function tableOf(file, { dataset: { reader, names = "[]" } }) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const begins = (/** @type {number[]} */ beginning) => beginning.every((byte, at) => bytes[at] === byte);
  if (begins(OLDER)) {
    return { cause: "no_workbook" };
  }
  if (!reader || !begins(WORKBOOK)) {
    const text = await textOf(file);
    return { text, cause: text === undefined ? "save_as_utf8" : undefined };
  }
  try {
    await loadScript(reader);
  } catch {
    return { cause: "no_reader" };
  }
  try {
    return globalThis.workbookText(bytes, /** @type {string[]} */ (JSON.parse(names)));
  } catch {
    return { cause: "no_workbook" }; // another archive, or a damaged one
  }
}

/**
 * Returns a file's text: UTF-16, as Excel saves "Unicode text", UTF-8, or what spreadsheets save CSV in where it is not
 * Unicode: GB18030 where the handbook is Chinese, elsewhere Windows-1252. Undefined if it is none of them.
 * @param {File} file
 * @param {string} language the handbook's
 */
export async function textOf(file, language = document.documentElement.lang) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = utf16Of(bytes);
  if (wide) {
    const text = fatally(wide, bytes);
    return text?.includes("\0") ? undefined : text; // UTF-32, or no text at all
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return language.startsWith("zh") ? fatally("gb18030", bytes) : western(bytes);
  }
}

/**
 * @param {string} encoding
 * @param {Uint8Array} bytes
 */
function fatally(encoding, bytes) {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array} bytes */
function western(bytes) {
  const text = new TextDecoder("windows-1252").decode(bytes);
  return UNUSED.test(text) ? undefined : text;
}

/**
 * Returns which UTF-16 it is, if it is: by the mark it begins with, or the bytes 0 of what parts cells and lines.
 * @param {Uint8Array} bytes
 */
function utf16Of(bytes) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (!bytes.includes(0)) return undefined;
  const zeros = (/** @type {number} */ rest) => bytes.filter((byte, at) => byte === 0 && at % 2 === rest).length;
  return zeros(0) < zeros(1) ? "utf-16le" : "utf-16be";
}

/**
 * Returns what a JSON file holds; undefined if it is none.
 * @param {File} file
 * @returns {Promise<unknown>}
 */
export async function jsonOf(file) {
  try {
    return JSON.parse(await file.text());
  } catch {
    return undefined;
  }
}

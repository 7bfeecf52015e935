// The rows of a file before any of them is kept: which are new, which are there, which are nearly there, side by side.

import { all, itemOf, part } from "../shared/page.js";
import { filled, visible } from "../shared/words.js";

/** @typedef {import("./rows.js").Cells} Cells */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./compare.js").Compared} Compared */
/** @typedef {{ row: number, cells: Cells, compared: Compared }} Previewed `row` as a spreadsheet numbers it */
/** @typedef {{ add: Cells[], replace: { id: string, cells: Cells }[], known: number, left: number }} Decided */

const SHOWN = 50;

/**
 * Shows them, those that are nearly there first: of these the reader says what becomes of each.
 * @param {HTMLElement} root
 * @param {Previewed[]} rows
 * @param {import("./rows.js").Settings} settings
 */
export function showPreview(root, rows, { columns, words }) {
  const near = rows.filter(({ compared }) => compared.state === "near");
  const shown = [...near, ...rows.filter(({ compared }) => compared.state !== "near").slice(0, SHOWN)];
  const items = shown.map((each) => {
    const { row, cells, compared } = each;
    if (compared.state !== "near") {
      const state = compared.state === "known" ? words.known : words.new;
      return itemOf(root, "preview-row", { row: rowName(words, row), state, cells: said(cells) });
    }
    const { like, differs } = compared;
    const item = itemOf(root, "preview-near", { row: rowName(words, row), state: words.near });
    const differing = columns.filter(({ id }) => differs.includes(id));
    const other = (/** @type {Cells} */ side) =>
      differing.map(({ id, label }) => `${label} ${visible(String(side[id] ?? "")) || words.empty}`).join(" · ");
    part(item, "same").textContent = said(without(cells, differs));
    part(item, "there").textContent = other(like.cells);
    part(item, "here").textContent = other(cells);
    all(item, "input", HTMLInputElement).forEach((input) => (input.name = `near-${row}`));
    return item;
  });
  part(root, "preview").replaceChildren(...items);
  const rest = rows.length - shown.length;
  part(root, "preview-rest").textContent = rest > 0 ? filled(words.more_rows, { count: rest }) : "";

  /**
   * @param {Cells} cells
   */
  function said(cells) {
    return columns.map(({ id }) => visible(String(cells[id] ?? ""))).filter(Boolean).join(" · ");
  }
}

/**
 * Returns what becomes of the rows: new ones are added; of those nearly there what the reader says, nothing where he
 * says nothing.
 * @param {HTMLElement} root
 * @param {Previewed[]} rows
 * @returns {Decided}
 */
export function decided(root, rows) {
  /** @type {Decided} */
  const found = { add: [], replace: [], known: 0, left: 0 };
  const taken = new Set();
  const chosen = all(part(root, "preview"), ":checked", HTMLInputElement);
  const choices = new Map(chosen.map(({ name, value }) => [name, value]));
  for (const { row, cells, compared } of rows) {
    const choice = choices.get(`near-${row}`);
    if (compared.state === "new" || choice === "both") {
      found.add.push(cells);
    } else if (compared.state === "near" && choice === "replace" && !taken.has(compared.like.id)) {
      taken.add(compared.like.id); // two rows cannot stand in the place of one
      found.replace.push({ id: compared.like.id, cells });
    } else if (compared.state === "near") {
      found.left += 1;
    } else {
      found.known += 1;
    }
  }
  return found;
}

/**
 * @param {Record<"row_name", string>} words
 * @param {number} row
 */
function rowName(words, row) {
  return filled(words.row_name, { row });
}

/**
 * @param {Cells} cells
 * @param {string[]} ids
 */
function without(cells, ids) {
  return Object.fromEntries(Object.entries(cells).filter(([id]) => !ids.includes(id)));
}

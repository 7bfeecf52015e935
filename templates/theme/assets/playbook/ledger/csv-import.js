// A colleague's CSV: read, told row by row, and taken in whole or, where the reader says so, without the wrong rows.

import { textOf } from "../shared/files.js";
import { control, listed, part } from "../shared/page.js";
import { filled } from "../shared/words.js";
import { fromCsv } from "./csv.js";

/** @typedef {import("./rows.js").Cells} Cells */

const TOLD = 50;

/** Reads a file, tells what is wrong with it, and hands on the rows to be kept. */
export class CsvImport {
  #root;
  #settings;
  #sound;
  #take;
  /** @type {Cells[]} */
  #ready = [];

  /**
   * @param {HTMLElement} root
   * @param {import("./rows.js").Settings} settings
   * @param {{ sound: import("./review.js").Review["sound"], take: (rows: Cells[]) => Promise<void> }} act
   * @param {AbortSignal} signal
   */
  constructor(root, settings, { sound, take }, signal) {
    this.#root = root;
    this.#settings = settings;
    this.#sound = sound;
    this.#take = take;
    control(root, "take").addEventListener("click", () => void this.#finish(true), { signal });
    control(root, "drop").addEventListener("click", () => void this.#finish(false), { signal });
  }

  /** @param {File} file */
  async open(file) {
    const { columns, words } = this.#settings;
    const text = await textOf(file);
    const found = text === undefined ? null : fromCsv(text, columns);
    const refused = text === undefined ? words.save_as_utf8 : found ? this.#refusal(found) : words.unread;
    if (!found || refused) {
      this.#show(refused, [], []);
      return;
    }
    const fitting = found.rows.filter(({ fits }) => fits);
    const { rows, faults } = await this.#sound(
      fitting.map(({ cells }) => cells),
      found.delimiter,
    );
    const label = (/** @type {string} */ id) => columns.find((column) => column.id === id)?.label ?? "";
    const unfit = found.rows.filter(({ fits }) => !fits);
    const all = [
      // A comma in an amount, without quotes: every cell after it would land in the wrong column.
      ...unfit.map(({ row, count }) => {
        const message = filled(words.too_many_cells, { count, columns: found.names });
        return filled(words.row_fault, { row, message });
      }),
      ...faults.map(({ row, column, message }) =>
        filled(words.fault, { row: fitting[row]?.row ?? "", column: label(column), message }),
      ),
    ];
    const told = all.slice(0, TOLD);
    if (all.length > TOLD) {
      told.push(filled(words.more, { count: all.length - TOLD }));
    }
    const count = found.rows.length;
    const summary = all.length > 0 ? words.faulty : words.read;
    this.#show(filled(summary, { count, faulty: count - rows.length }), told, rows);
  }

  /**
   * Says why nothing of a file can be used; empty if it can.
   * @param {NonNullable<ReturnType<typeof fromCsv>>} found
   */
  #refusal({ unknown, unclosed }) {
    const { words } = this.#settings;
    if (unclosed !== null) {
      return filled(words.row_fault, { row: unclosed, message: words.unclosed_quote });
    }
    return unknown.length > 0 ? filled(words.unknown, { names: unknown.join(" ") }) : "";
  }

  /**
   * @param {string} summary
   * @param {string[]} told
   * @param {Cells[]} rows
   */
  #show(summary, told, rows) {
    const { words } = this.#settings;
    this.#ready = rows;
    part(this.#root, "found").textContent = summary;
    part(this.#root, "faults").replaceChildren(...listed(told));
    const button = control(this.#root, "take");
    button.textContent = told.length > 0 ? words.take_sound : words.take;
    button.hidden = rows.length === 0;
    this.#root.hidden = false;
    this.#root.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} wanted */
  async #finish(wanted) {
    this.#root.hidden = true;
    if (wanted) {
      await this.#take(this.#ready);
    }
  }
}

// A colleague's CSV: read, told row by row, and taken in whole or, where the reader says so, without the wrong rows.

import { textOf } from "../shared/files.js";
import { filled } from "../shared/share.js";
import { fromCsv } from "./csv.js";

const TOLD = 50;

export class Intake {
  #root;
  #settings;
  #sound;
  #take;
  #ready = [];

  // `sound(rows)` is Review's; `take(rows)` keeps rows, cells by column id.
  constructor(root, settings, { sound, take }, signal) {
    this.#root = root;
    this.#settings = settings;
    this.#sound = sound;
    this.#take = take;
    root.querySelector('[data-action="take"]').addEventListener("click", () => this.#finish(true), { signal });
    root.querySelector('[data-action="drop"]').addEventListener("click", () => this.#finish(false), { signal });
  }

  async open(file) {
    const { columns, words } = this.#settings;
    const found = fromCsv(await textOf(file), columns);
    if (!found || found.unknown.length) {
      this.#show(found ? filled(words.unknown, { names: found.unknown.join(" ") }) : words.unread, [], []);
      return;
    }
    const fitting = found.rows.filter(({ fits }) => fits);
    const { rows, faults } = await this.#sound(fitting.map(({ cells }) => cells));
    const label = (id) => columns.find((column) => column.id === id)?.label ?? "";
    const all = [
      // A comma in an amount, without quotes: every cell after it would land in the wrong column.
      ...found.rows.filter(({ fits }) => !fits).map(({ row, count }) => {
        const message = filled(words.too_many_cells, { count, columns: found.names });
        return filled(words.row_fault, { row, message });
      }),
      ...faults.map(({ row, column, message }) =>
        filled(words.fault, { row: fitting[row].row, column: label(column), message }),
      ),
    ];
    const told = all.slice(0, TOLD);
    if (all.length > TOLD) {
      told.push(filled(words.more, { count: all.length - TOLD }));
    }
    const count = found.rows.length;
    const summary = all.length ? words.faulty : words.read;
    this.#show(filled(summary, { count, faulty: count - rows.length }), told, rows);
  }

  #show(summary, told, rows) {
    this.#ready = rows;
    this.#root.querySelector('[data-part="found"]').textContent = summary;
    this.#root.querySelector('[data-part="faults"]').replaceChildren(
      ...told.map((text) => Object.assign(document.createElement("li"), { textContent: text })),
    );
    const button = this.#root.querySelector('[data-action="take"]');
    button.textContent = told.length ? this.#settings.words.take_sound : this.#settings.words.take;
    button.hidden = rows.length === 0;
    this.#root.hidden = false;
    this.#root.scrollIntoView({ block: "nearest" });
  }

  async #finish(wanted) {
    this.#root.hidden = true;
    if (wanted) {
      await this.#take(this.#ready);
    }
  }
}

// One row, written or changed by hand. Python says what is wrong with a cell, at its field.

import { clearErrors, readTexts, showError, writeForm } from "../shared/form.js";
import { all, control } from "../shared/page.js";

/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./rows.js").Cells} Cells */
/** @typedef {(id: string | null, cells: Cells) => Promise<boolean>} Keep keeps a row, a new one where `id` is null */

export class Editor {
  #form;
  #sound;
  #keep;
  /** @type {string | null} of the record that is changed; null for a new one */
  #id = null;

  /**
   * @param {HTMLFormElement} form
   * @param {{ sound: import("./review.js").Review["sound"], keep: Keep }} act
   * @param {AbortSignal} signal
   */
  constructor(form, { sound, keep }, signal) {
    this.#form = form;
    this.#sound = sound;
    this.#keep = keep;
    form.addEventListener("submit", (event) => void this.#submit(event), { signal });
    control(form, "cancel").addEventListener("click", () => (form.hidden = true), { signal });
  }

  /** @param {Row} [record] */
  open(record) {
    this.#id = record?.id ?? null;
    clearErrors(this.#form);
    writeForm(this.#form, new Map(Object.entries(record?.cells ?? {}).map(([id, cell]) => [id, String(cell)])));
    this.#form.hidden = false;
    all(this.#form, "input, textarea, select, button")[0]?.focus();
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const cells = readTexts(this.#form);
    clearErrors(this.#form);
    const { faults } = await this.#sound([cells]);
    const controls = faults.map(({ column, message }) => showError(this.#form, column, message));
    if (controls.length > 0) {
      controls[0]?.focus();
    } else if (await this.#keep(this.#id, cells)) {
      this.#form.hidden = true;
    }
  }
}

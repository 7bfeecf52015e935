// One row, written or changed by hand. Python says what is wrong with a cell, at its field.

import { clearErrors, readForm, showError, writeForm } from "../shared/form.js";

export class Editor {
  #form;
  #id = null; // of the record that is changed; null for a new one

  // `sound(rows)` is Review's; `keep(id, cells)` keeps a row, a new one where `id` is null.
  constructor(form, { sound, keep }, signal) {
    this.#form = form;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const cells = readForm(form);
      clearErrors(form);
      const { faults } = await sound([cells]);
      const controls = faults.map(({ column, message }) => showError(form, column, message));
      if (controls.length) {
        controls[0]?.focus();
      } else if (await keep(this.#id, cells)) {
        form.hidden = true;
      }
    }, { signal });
    form.querySelector('[data-action="cancel"]').addEventListener("click", () => (form.hidden = true), { signal });
  }

  open(record) {
    this.#id = record?.id ?? null;
    clearErrors(this.#form);
    writeForm(this.#form, new Map(Object.entries(record?.cells ?? {}).map(([id, cell]) => [id, String(cell)])));
    this.#form.hidden = false;
    this.#form.elements[0].focus();
  }
}

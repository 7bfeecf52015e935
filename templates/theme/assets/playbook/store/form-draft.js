// A form that is sent off by its button: what is typed in it stays until then, over any visit.

import { origin } from "../shared/page.js";
import { Draft } from "./draft.js";

export class FormDraft {
  #form;
  #draft;
  /** @type {Set<string>} the fields that the reader has written in */
  touched = new Set();

  /**
   * @param {HTMLFormElement} form gets what was typed before
   * @param {string} name
   */
  constructor(form, name) {
    this.#form = form;
    this.#draft = new Draft(name);
    for (const [field, { value }] of Object.entries(this.#draft.read())) {
      const control = form.elements.namedItem(field);
      if (control instanceof HTMLInputElement) {
        control.value = value;
        this.touched.add(field);
      }
    }
    form.addEventListener("input", (event) => {
      this.touched.add(origin(event, "input", HTMLInputElement)?.name ?? "");
      this.#write();
    });
  }

  /** What is in the form has been kept, or is not wanted. */
  done() {
    this.touched.clear();
    this.#draft.write({});
  }

  #write() {
    const controls = [...this.touched].map((field) => this.#form.elements.namedItem(field));
    const typed = controls.flatMap((each) => (each instanceof HTMLInputElement ? [each] : []));
    this.#draft.write(Object.fromEntries(typed.map(({ name, value }) => [name, { before: "", value }])));
  }
}

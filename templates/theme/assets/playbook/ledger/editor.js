// One row, written or changed by hand. Python says what is wrong with a cell, at its field. What is typed stays until
// it is kept or given up, over any visit.

import { clearErrors, labelOf, onSubmit, readTexts, showError, writeForm } from "../shared/form.js";
import { all, control, need } from "../shared/page.js";
import { showConflicts } from "../store/conflicts.js";
import { Draft } from "../store/draft.js";
import { said } from "../store/merge.js";

/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../store/merge.js").Edits} Edits */
/** @typedef {import("../store/merge.js").Conflict} Conflict */
/**
 * Keeps a row, a new one where `id` is null. Resolves to the cells that another tab has changed, too: then, and where
 * it is null, nothing is kept. "gone": somebody has removed the row.
 * @typedef {(id: string | null, edits: Edits) => Promise<Conflict[] | "gone" | null>} Keep
 */

const ROW = ""; // the draft's word of which row it is: no column is called so

export class Editor {
  #form;
  #sound;
  #keep;
  #draft = new Draft("ledger");
  /** @type {string | null} of the record that is changed; null for a new one */
  #id = null;
  /** @type {Record<string, string>} what the cells said when their changes began */
  #before = {};

  /**
   * @param {HTMLFormElement} form
   * @param {{ sound: import("./review.js").Review["sound"], keep: Keep }} act
   * @param {AbortSignal} signal
   */
  constructor(form, { sound, keep }, signal) {
    this.#form = form;
    this.#sound = sound;
    this.#keep = keep;
    form.addEventListener("input", () => this.#write(), { signal });
    onSubmit(form, () => this.#submit(), { signal });
    control(form, "cancel").addEventListener("click", () => this.#isBusy || this.#close(), { signal });
  }

  /** Whether a row is being kept: until it is, the form is that row's, and stays as it is. */
  get #isBusy() {
    return this.#form.getAttribute("aria-busy") === "true";
  }

  /** @param {boolean} isBusy */
  #setBusy(isBusy) {
    this.#form.setAttribute("aria-busy", String(isBusy));
    this.#inputs().forEach((input) => (input.readOnly = isBusy));
    all(this.#form, "button", HTMLButtonElement).forEach((button) => (button.disabled = isBusy));
  }

  /** @param {Row} [record] */
  open(record) {
    if (this.#isBusy) {
      return;
    }
    this.#id = record?.id ?? null;
    this.#before = Object.fromEntries(Object.entries(record?.cells ?? {}).map(([id, cell]) => [id, said(cell)]));
    clearErrors(this.#form);
    this.#show([]);
    writeForm(this.#form, new Map(Object.entries(this.#before)));
    this.#form.hidden = false;
    all(this.#form, "input, textarea, select, button")[0]?.focus();
  }

  /**
   * Goes on with what was typed at the last visit.
   * @param {Row[]} records
   */
  resume(records) {
    const { [ROW]: row, ...edits } = this.#draft.read();
    if (row) {
      this.open(records.find(({ id }) => id === row.value));
      for (const input of this.#inputs()) {
        const edit = edits[input.name];
        if (edit) {
          this.#before[input.name] = this.#id === null ? "" : edit.before;
          input.value = edit.value;
        }
      }
    }
  }

  /**
   * Takes over what other tabs have kept; what is changed here stays as it is.
   * @param {Row[]} records
   */
  follow(records) {
    const record = records.find(({ id }) => id === this.#id);
    const edits = this.#edits();
    for (const input of record && !this.#form.hidden ? this.#inputs() : []) {
      if (!(input.name in edits)) {
        this.#before[input.name] = said(record?.cells[input.name]);
        input.value = said(record?.cells[input.name]);
      }
    }
  }

  #inputs() {
    return all(this.#form, "input[name]", HTMLInputElement);
  }

  /** @param {string} id */
  #input(id) {
    return need(this.#form, `input[name="${CSS.escape(id)}"]`, HTMLInputElement);
  }

  /** @returns {Edits} */
  #edits() {
    const edits = this.#inputs().map(({ name, value }) => {
      const edit = { before: this.#before[name] ?? "", value: value.trim() };
      return /** @type {const} */ ([name, edit]);
    });
    return Object.fromEntries(edits.filter(([, { before, value }]) => before !== value));
  }

  #write() {
    const edits = this.#edits();
    const isAny = Object.keys(edits).length > 0;
    this.#draft.write(isAny ? { ...edits, [ROW]: { before: "", value: this.#id ?? "" } } : {});
  }

  #close() {
    this.#form.hidden = true;
    this.#draft.write({});
  }

  async #submit() {
    this.#setBusy(true);
    try {
      await this.#check();
    } finally {
      this.#setBusy(false);
    }
  }

  async #check() {
    clearErrors(this.#form);
    const { faults } = await this.#sound([readTexts(this.#form)]);
    const controls = faults.map(({ column, message }) => showError(this.#form, column, message));
    if (controls.length > 0) {
      controls[0]?.focus();
      return;
    }
    const found = await this.#keep(this.#id, this.#edits());
    if (found === "gone") {
      this.#id = null; // kept once more, it is a new one with all that stands here
      this.#before = {};
      this.#write();
    } else if (found?.length === 0) {
      this.#close();
    } else if (found) {
      this.#show(found);
    }
  }

  /** @param {Conflict[]} conflicts */
  #show(conflicts) {
    const label = (/** @type {Conflict} */ { name }) => labelOf(this.#input(name));
    showConflicts(this.#form, conflicts, label, (conflict, here) => {
      this.#before[conflict.name] = conflict.there;
      this.#input(conflict.name).value = here ? conflict.here : conflict.there;
      this.#write();
      this.#show(conflicts.filter((each) => each !== conflict));
    });
  }
}

// The ledger's row for an incident: filled in from what the incident knows, completed by the reader.

import { HOUR } from "../shared/clock.js";
import { onSubmit } from "../shared/form.js";
import { all } from "../shared/page.js";
import { filled } from "../shared/words.js";
import { arrived, total } from "./record.js";

/** @typedef {import("./record.js").Incident} Incident */
/** @typedef {import("../ledger/rows.js").Cells} Cells */

export class LedgerForm {
  #form;
  #draft;
  #page;

  /**
   * @param {HTMLFormElement} form
   * @param {import("../store/form-draft.js").FormDraft} draft
   * @param {import("./page.js").IncidentPage} page
   * @param {(cells: Cells) => Promise<boolean>} finish resolves to whether all is kept
   */
  constructor(form, draft, page, finish) {
    this.#form = form;
    this.#draft = draft;
    this.#page = page;
    onSubmit(form, () => this.#submit(finish));
  }

  /**
   * Fills in what is known; what the reader has written stays.
   * @param {Incident} record
   */
  show(record) {
    for (const input of this.#inputs()) {
      if (input.dataset.fill && !this.#draft.touched.has(input.name)) {
        input.value = this.#known(record, input.dataset.fill, input.dataset.type === "number");
      }
    }
  }

  /** @param {(cells: Cells) => Promise<boolean>} finish */
  async #submit(finish) {
    if (await finish(this.#cells())) {
      this.#draft.done();
    }
  }

  #inputs() {
    return all(this.#form, "[data-fill]", HTMLInputElement);
  }

  /**
   * @param {Incident} record
   * @param {string} name
   * @param {boolean} asNumber
   */
  #known(record, name, asNumber) {
    switch (name) {
      case "date":
        return this.#page.clock.date(record.started);
      case "level":
        return record.plan.name;
      case "cost":
        return String(total(record));
      case "lead_time": {
        const hours = Math.round((((arrived(record) ?? Date.now()) - record.started) / HOUR) * 10) / 10;
        if (hours <= 0) {
          return ""; // only begun, or the device's clock was set back: nobody but the reader knows
        }
        // Said in the unit that the review of the ledger reads.
        return asNumber ? String(hours) : filled(this.#page.words.hours, { value: hours });
      }
      default:
        return record.values[name] ?? "";
    }
  }

  /** Returns the row's cells by column: numbers as numbers where they are written as such; empty ones are left out. */
  #cells() {
    /** @type {Cells} */
    const cells = {};
    for (const { name, dataset, value } of this.#inputs()) {
      const text = value.trim();
      if (text) {
        cells[name] = dataset.type === "number" && Number.isFinite(Number(text)) ? Number(text) : text;
      }
    }
    return cells;
  }
}

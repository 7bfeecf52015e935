// The ledger's row for an incident: filled in from what the incident knows, completed by the reader.

import { HOUR } from "../shared/clock.js";
import { filled } from "../shared/share.js";
import { arrived, total } from "./record.js";

export class LedgerForm {
  #form;
  #page;
  #changed = new Set(); // the columns that the reader has written in

  constructor(form, page, finish) {
    this.#form = form;
    this.#page = page;
    form.addEventListener("input", ({ target }) => this.#changed.add(target.name));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      finish(this.#cells());
    });
  }

  // Fills in what is known; what the reader has written stays.
  show(record) {
    for (const input of this.#inputs()) {
      if (input.dataset.fill && !this.#changed.has(input.name)) {
        input.value = this.#known(record, input);
      }
    }
  }

  #inputs() {
    return [...this.#form.querySelectorAll("[data-fill]")];
  }

  #known(record, { dataset }) {
    switch (dataset.fill) {
      case "date":
        return this.#page.clock.date(record.started);
      case "level":
        return record.plan.name;
      case "cost":
        return String(total(record));
      case "lead_time": {
        const hours = Math.round((((arrived(record) ?? Date.now()) - record.started) / HOUR) * 10) / 10;
        // Said in the unit that the review of the ledger reads.
        return dataset.type === "number" ? String(hours) : filled(this.#page.words.hours, { value: hours });
      }
      default:
        return record.values[dataset.fill] ?? "";
    }
  }

  // Returns the row's cells by column: numbers as numbers where they are written as such; empty ones are left out.
  #cells() {
    const given = this.#inputs().map((input) => [input, input.value.trim()]);
    return Object.fromEntries(
      given
        .filter(([, value]) => value !== "")
        .map(([{ name, dataset }, value]) => [
          name,
          dataset.type === "number" && Number.isFinite(Number(value)) ? Number(value) : value,
        ]),
    );
  }
}

// The form for a cost: what it would make of the total stands there before the cost is written down.

import { amountOf } from "../shared/amount.js";
import { clearErrors, showError } from "../shared/form.js";
import { filled } from "../shared/share.js";
import { added, cents, isWithin, total } from "./record.js";

export class CostForm {
  #form;
  #page;
  #record;

  constructor(form, page, keep) {
    this.#form = form;
    this.#page = page;
    form.addEventListener("input", () => this.#typed());
    form.addEventListener("submit", (event) => this.#submit(event, keep));
  }

  show(record) {
    this.#record = record;
    this.#warn();
  }

  get #yuan() {
    return amountOf(this.#form.elements.yuan.value);
  }

  #typed() {
    clearErrors(this.#form);
    this.#warn();
  }

  // Tells before anything is written down whether the total would still be below the caps.
  #warn() {
    const place = this.#form.querySelector('[data-part="after"]');
    const yuan = this.#yuan;
    place.hidden = !yuan;
    if (yuan) {
      const { words, money } = this.#page;
      const { plan, advised } = this.#record;
      const sum = cents(total(this.#record) + yuan);
      const cap = Math.min(plan.cap_yuan, advised ?? plan.cap_yuan);
      const within = isWithin(sum, cap);
      place.toggleAttribute("data-over", !within);
      const figures = { total: money(sum), cap: money(cap), left: money(cents(cap - sum)) };
      const over = cap > 0 ? words.cost_over : words.cost_none;
      place.textContent = filled(within ? words.cost_left : over, figures);
    }
  }

  async #submit(event, keep) {
    event.preventDefault();
    const yuan = this.#yuan;
    if (!yuan) {
      const { faulty } = this.#form.querySelector("[data-faulty]").dataset;
      showError(this.#form, "yuan", faulty).focus();
      return;
    }
    const text = this.#form.elements.text.value.trim();
    if (await keep((record) => added(record, "costs", { text, yuan }, Date.now()))) {
      this.#form.reset();
      this.#warn();
    }
  }
}

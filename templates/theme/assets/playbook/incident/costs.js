// The form for a cost: what it would make of the total stands there before the cost is written down.

import { amountOf } from "../shared/amount.js";
import { clearErrors, onSubmit, readTexts, showError } from "../shared/form.js";
import { part } from "../shared/page.js";
import { filled } from "../shared/words.js";
import { added, cents, isWithin, total } from "./record.js";

export class CostForm {
  #form;
  #draft;
  #page;
  #keep;
  /** @type {import("./record.js").Incident | null} */
  #record = null;

  /**
   * @param {HTMLFormElement} form
   * @param {import("../store/form-draft.js").FormDraft} draft
   * @param {import("./page.js").IncidentPage} page
   * @param {import("./view.js").Keep} keep
   */
  constructor(form, draft, page, keep) {
    this.#form = form;
    this.#draft = draft;
    this.#page = page;
    this.#keep = keep;
    form.addEventListener("input", () => this.#typed());
    onSubmit(form, () => this.#submit());
  }

  /** @param {import("./record.js").Incident} record */
  show(record) {
    this.#record = record;
    this.#warn();
  }

  get #yuan() {
    return amountOf(readTexts(this.#form).yuan ?? "");
  }

  #typed() {
    clearErrors(this.#form);
    this.#warn();
  }

  /** Tells before anything is written down whether the total would still be below the caps. */
  #warn() {
    const place = part(this.#form, "after");
    const yuan = this.#yuan;
    place.hidden = !yuan;
    if (yuan && this.#record) {
      const { words } = this.#page;
      const { plan, advised } = this.#record;
      const sum = cents(total(this.#record) + yuan);
      const { money } = this.#page;
      const most = plan.cap_yuan ?? null;
      if (most === null) {
        place.textContent = filled(words.cost_uncapped, { total: money(sum) });
        return;
      }
      const cap = Math.min(most, advised ?? most);
      const within = isWithin(sum, cap);
      place.toggleAttribute("data-over", !within);
      const over = cap > 0 ? words.cost_over : words.cost_none;
      const figures = { total: money(sum), cap: money(cap), left: money(cents(cap - sum)) };
      place.textContent = filled(within ? words.cost_left : over, figures);
    }
  }

  async #submit() {
    const yuan = this.#yuan;
    if (!yuan) {
      showError(this.#form, "yuan", this.#page.words.not_an_amount)?.focus();
      return;
    }
    const { text = "" } = readTexts(this.#form);
    if (await this.#keep((record) => added(record, "costs", { text, yuan }, Date.now()))) {
      this.#form.reset();
      this.#draft.done();
      this.#warn();
    }
  }
}

// <playbook-lesson>: a lesson's own questions one after the other; and its mark that it is finished.

import { Keeping } from "./progress.js";
import { Memory } from "./memory.js";
import { part, piece } from "./parts.js";
import { Question, keyed } from "./question.js";

class PlaybookLesson extends HTMLElement {
  #items;
  #keeping;
  #memory;
  #place = 0;
  #right = 0;
  #unkeyed;

  async connectedCallback() {
    this.#items = JSON.parse(this.querySelector('script[data-part="items"]').textContent);
    this.#keeping = new Keeping(this);
    const records = await this.#keeping.all();
    this.#memory = new Memory(Number(this.dataset.retention), records);
    part(this, "plain").classList.add("pb-on-paper");
    part(this, "live").hidden = false;
    this.#unkeyed = keyed(this);
    this.addEventListener("click", ({ target }) => this.#clicked(target.closest("[data-action]")?.dataset.action));
    this.#mark(records.some(({ id }) => id === this.#record.id));
    this.#ask({ focus: false });
  }

  disconnectedCallback() {
    this.#unkeyed?.();
  }

  get #record() {
    return { id: `lesson:${this.dataset.lesson}`, lesson: this.dataset.lesson };
  }

  #ask(how) {
    const item = this.#items[this.#place];
    const question = new Question(this, item, this.#place + 1, (chosen) => this.#answered(question, item, chosen));
    question.show(how);
  }

  #answered(question, item, chosen) {
    this.#right += chosen === item.answer ? 1 : 0;
    question.explain(chosen);
    this.#keeping.put(this.#memory.answered(item, chosen, new Date()));
  }

  #clicked(action) {
    if (action === "again") {
      this.#place = this.#right = 0;
      this.#ask({ focus: true });
    } else if (action === "next") {
      this.#place += 1;
      if (this.#place < this.#items.length) {
        this.#ask({ focus: true });
      } else {
        part(this, "stage").replaceChildren(piece(this, "done", { right: this.#right, of: this.#items.length }));
        part(this, "stage").querySelector("[tabindex]").focus();
      }
    }
  }

  // Shows whether the lesson is finished, and lets the button beside the way on change that.
  #mark(finished) {
    const button = document.querySelector(`[data-finish="${CSS.escape(this.dataset.lesson)}"]`);
    button.hidden = false;
    button.setAttribute("aria-pressed", String(finished));
    button.addEventListener("click", async () => {
      const done = button.getAttribute("aria-pressed") !== "true";
      await (done ? this.#keeping.put(this.#record) : this.#keeping.remove(this.#record.id));
      button.setAttribute("aria-pressed", String(done));
    });
  }
}

customElements.define("playbook-lesson", PlaybookLesson);

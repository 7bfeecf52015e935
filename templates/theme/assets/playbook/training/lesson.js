// <playbook-lesson>: a lesson's own questions one after the other; and its mark that it is finished.

import { PageElement } from "../shared/element.js";
import { copyOf, dataOf, need, origin, part } from "../shared/page.js";
import { Memory } from "./memory.js";
import { Progress } from "./progress.js";
import { Question, chooseByKeys } from "./question.js";

/** @typedef {import("./items.js").Item} Item */

class PlaybookLesson extends PageElement {
  /** @param {AbortSignal} signal */
  connected(signal) {
    void this.#start(signal);
  }

  /** @param {AbortSignal} signal */
  async #start(signal) {
    const progress = new Progress(this, signal);
    const records = await progress.all();
    if (signal.aborted) {
      return;
    }
    const items = /** @type {Item[]} */ (dataOf(this, 'script[data-part="items"]'));
    this.#mark(progress, records, signal);
    if (items.length === 0) {
      return;
    }
    const memory = new Memory(Number(this.dataset.retention), records);
    const answered = (/** @type {Item} */ item, /** @type {string} */ chosen) =>
      void progress.learn(memory, item, chosen);
    const questions = new Questions(this, items, answered);
    part(this, "plain").classList.add("pb-on-paper");
    part(this, "live").hidden = false;
    chooseByKeys(this, signal);
    const clicked = (/** @type {Event} */ event) => questions.clicked(origin(event, "[data-action]")?.dataset.action);
    this.addEventListener("click", clicked, { signal });
    questions.ask({ focus: false });
  }

  /**
   * Shows whether the lesson is finished, and lets the button beside the way on change that.
   * @param {Progress} progress
   * @param {{ id: string }[]} records
   * @param {AbortSignal} signal
   */
  #mark(progress, records, signal) {
    const { lesson = "" } = this.dataset;
    const record = { id: `lesson:${lesson}`, lesson };
    const button = need(document, `[data-finish="${CSS.escape(lesson)}"]`);
    const show = (/** @type {boolean} */ finished) => button.setAttribute("aria-pressed", String(finished));
    const toggle = async () => {
      const done = button.getAttribute("aria-pressed") !== "true";
      await (done ? progress.put(record) : progress.remove(record.id));
      show(done);
    };
    button.hidden = false;
    button.addEventListener("click", () => void toggle(), { signal });
    const read = async () => show((await progress.all()).some(({ id }) => id === record.id));
    progress.watch(() => void read());
    show(records.some(({ id }) => id === record.id));
  }
}

/** The lesson's questions, and how many were answered right. */
class Questions {
  #root;
  #items;
  #answered;
  #place = 0;
  #right = 0;

  /**
   * @param {HTMLElement} root
   * @param {Item[]} items
   * @param {(item: Item, chosen: string) => void} answered
   */
  constructor(root, items, answered) {
    this.#root = root;
    this.#items = items;
    this.#answered = answered;
  }

  /** @param {{ focus: boolean }} how */
  ask(how) {
    const item = this.#items[this.#place];
    if (!item) {
      const stage = part(this.#root, "stage");
      stage.replaceChildren(copyOf(this.#root, "done", { right: this.#right, of: this.#items.length }));
      need(stage, "[tabindex]").focus();
      return;
    }
    const question = new Question(this.#root, item, this.#place + 1, (chosen) => {
      this.#right += chosen === item.answer ? 1 : 0;
      question.explain(chosen);
      this.#answered(item, chosen);
    });
    question.show(how);
  }

  /** @param {string | undefined} action */
  clicked(action) {
    if (action === "again") {
      this.#place = 0;
      this.#right = 0;
      this.ask({ focus: true });
    } else if (action === "next") {
      this.#place += 1;
      this.ask({ focus: true });
    }
  }
}

customElements.define("playbook-lesson", PlaybookLesson);

// One incident on the page. It shows what is on disk: a tick, a cost or a note appears once it has been kept.

import { labelOf, onSubmit, readTexts } from "../shared/form.js";
import { hashOf } from "../shared/hash.js";
import { oneAtATime } from "../shared/one-at-a-time.js";
import { all, control, itemOf, need, origin, part } from "../shared/page.js";
import { filled } from "../shared/words.js";
import { showConflicts } from "../store/conflicts.js";
import { FormDraft } from "../store/form-draft.js";
import { CostForm } from "./costs.js";
import { showDue } from "./due-list.js";
import { checkDue, doneAt, stepDue } from "./due.js";
import { Entries } from "./entries.js";
import { LedgerForm } from "./ledger.js";
import { added, keyOf, nameOf, replanned, takenOut, ticked, total, updated } from "./record.js";
import { typingOf } from "./values.js";

/** @typedef {import("./record.js").Incident} Incident */
/** @typedef {import("./record.js").Plan} Plan */
/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./page.js").IncidentPage} IncidentPage */
/** @typedef {(change: import("./record.js").Change) => Promise<boolean>} Keep resolves to whether it was kept */
/** @typedef {(cells: import("../ledger/rows.js").Cells) => Promise<boolean>} Finish resolves likewise */
/** @typedef {{ keep: Keep, finish: Finish, remove: () => void }} Acts */

const OPEN_ONLY = ["going", "relevel", "cost", "end"]; // parts of an incident that is not closed

export class View {
  #page;
  #keep;
  #record;
  #costs;
  #ledger;
  #note;
  #typing;
  #lists;

  /**
   * @param {HTMLElement} article the empty form of an incident
   * @param {Incident} record
   * @param {IncidentPage} page
   * @param {Acts} acts
   */
  constructor(article, record, page, acts) {
    this.article = article;
    this.#page = page;
    this.#keep = acts.keep;
    this.#record = record;
    this.#typing = typingOf(record.id, acts.keep, (conflicts) => this.#told(conflicts));
    this.#build(record);
    const entries = (/** @type {"costs" | "notes"} */ name) => new Entries(article, name, page.clock);
    this.#lists = { costs: entries("costs"), notes: entries("notes") };
    const draft = (/** @type {string} */ name) =>
      new FormDraft(part(article, name, HTMLFormElement), `incident ${record.id} ${name}`);
    this.#note = draft("note");
    this.#costs = new CostForm(part(article, "cost", HTMLFormElement), draft("cost"), page, acts.keep);
    this.#ledger = new LedgerForm(part(article, "finish", HTMLFormElement), draft("finish"), page, acts.finish);
    article.addEventListener("click", (event) => this.#clicked(event, acts));
    onSubmit(part(article, "note", HTMLFormElement), () => this.#noted());
    part(article, "values").addEventListener("input", (event) => this.#named(event));
    this.show(record);
    void this.flush(); // what was typed at the last visit
  }

  get id() {
    return this.#record.id;
  }

  /**
   * Tells whether the record is of this incident, and has the plan that is shown: another level has others, so may a
   * file.
   * @param {Incident} record
   */
  shows({ id, plan }) {
    return id === this.#record.id && JSON.stringify(plan) === JSON.stringify(this.#record.plan);
  }

  /**
   * Shows the record as it is now.
   * @param {Incident} record
   */
  show(record) {
    this.#record = record;
    const { words, clock } = this.#page;
    const { closed } = record;
    this.#part("name").textContent = nameOf(record) || words.unnamed;
    this.#part("begun").textContent = filled(words.begun, { moment: clock.say(record.started) });
    this.#part("older").hidden = this.#page.plans.some(({ version }) => version === record.plan.version);
    this.#part("finished").hidden = !closed;
    this.#part("finished-at").textContent = closed ? filled(words.finished, { moment: clock.say(closed) }) : "";
    for (const input of all(this.#part("values"), "input", HTMLInputElement)) {
      const text = this.#typing.typed(input.name) ?? record.values[input.name] ?? "";
      if (input.value.trim() !== text) { // a blank at its end is the next word's beginning
        input.value = text;
      }
      input.disabled = Boolean(closed); // the ledger has them as they were
    }
    OPEN_ONLY.forEach((name) => (this.#part(name).hidden = Boolean(closed)));
    showDue(this.article, record, this.#page);
    this.#showSteps(record);
    this.#showCosts(record);
    this.#lists.notes.show(record.notes.map((note) => [note, note.text]), true);
    this.#ledger.show(record);
  }

  /** Goes to the incident's name. */
  focus() {
    this.#part("name").focus();
  }

  /** @param {string} name */
  #part(name) {
    return part(this.article, name);
  }

  /**
   * Puts in what does not change: the level, the scripts that fit, the steps and checks of the plan.
   * @param {Incident} record
   */
  #build({ id, plan }) {
    const known = all(this.article, "[data-for-level]");
    known.forEach((badge) => (badge.hidden = badge.dataset.forLevel !== String(plan.level)));
    this.#part("level-name").textContent = known.every((badge) => badge.hidden) ? plan.name : "";
    this.article.dataset.level = String(plan.level);
    for (const button of all(this.article, "[data-relevel]")) {
      button.hidden = button.dataset.relevel === String(plan.level);
    }
    for (const link of all(this.article, "[data-script]", HTMLAnchorElement)) {
      link.hash = hashOf({ incident: id, script: link.dataset.script ?? "" });
    }
    this.#part("steps").append(
      ...plan.steps.map((step) => {
        const item = itemOf(this.article, "step-item", { title: step.title, purpose: step.purpose ?? "" });
        const checks = step.checks.map((check, place) => {
          const label = itemOf(this.article, "check-item", { text: check.text });
          need(label, "input", HTMLInputElement).value = keyOf(step, place);
          return label;
        });
        part(item, "checks").append(...checks);
        return item;
      }),
    );
  }

  /**
   * @param {Event} event
   * @param {Acts} acts
   */
  #clicked(event, acts) {
    const box = origin(event, "[type='checkbox']", HTMLInputElement);
    if (box) {
      event.preventDefault(); // ticked once it is kept
    }
    if (box?.name === "any_hour") {
      const on = !this.#record.any_hour;
      void this.#keep((record) => ({ ...record, any_hour: on }));
    } else if (box) {
      const on = !this.#record.ticks[box.value];
      void this.#keep((record) => ticked(record, box.value, on, Date.now()));
    }
    const { action, takeOut, relevel } = origin(event, "button")?.dataset ?? {};
    if (action === "updated") {
      void this.#keep((record) => updated(record, Date.now()));
    } else if (takeOut) {
      const list = origin(event, "[data-part='costs']") ? "costs" : "notes";
      void this.#keep((record) => takenOut(record, list, Number(takeOut)));
    } else if (relevel) {
      const plan = this.#page.plans.find(({ level }) => String(level) === relevel);
      void (plan && this.#relevel(plan));
    } else if (action === "remove") {
      control(this.article, "remove-sure").hidden = false;
    } else if (action === "remove-sure") {
      acts.remove();
    }
  }

  #relevel = oneAtATime((/** @type {Plan} */ plan) =>
    this.#keep((record) => {
      const text = filled(this.#page.words.releveled, { before: record.plan.name, after: plan.name });
      return added(replanned(record, plan), "notes", { text }, Date.now());
    }),
  );

  async #noted() {
    const form = part(this.article, "note", HTMLFormElement);
    const { text } = readTexts(form);
    if (text && (await this.#keep((record) => added(record, "notes", { text }, Date.now())))) {
      form.reset();
      this.#note.done();
    }
  }

  /** @param {Event} event */
  #named(event) {
    const input = origin(event, "input", HTMLInputElement);
    if (input) {
      this.#typing.set(input.name, input.value.trim(), this.#record.values[input.name] ?? "");
    }
  }

  /** Keeps what has been typed, without waiting for the pause. */
  async flush() {
    await this.#typing.flush();
  }

  /** @param {import("../store/merge.js").Conflict[]} conflicts fields that another tab has changed, too */
  #told(conflicts) {
    const label = (/** @type {{ name: string }} */ { name }) =>
      labelOf(need(this.#part("values"), `[name="${CSS.escape(name)}"]`, HTMLInputElement));
    showConflicts(this.article, conflicts, label, (conflict, here) => void this.#decide(conflict, here));
  }

  /**
   * @param {import("../store/merge.js").Conflict} conflict
   * @param {boolean} here
   */
  async #decide(conflict, here) {
    await this.#typing.decide(conflict, here);
    this.show(this.#record);
  }

  /** @param {Incident} record */
  #showSteps(record) {
    const items = all(this.#part("steps"), ":scope > *");
    record.plan.steps.forEach((step, number) => {
      const item = /** @type {HTMLElement} */ (items[number]);
      const done = doneAt(record, step);
      const boxes = all(item, "input", HTMLInputElement);
      item.toggleAttribute("data-done", done !== null);
      part(item, "by").textContent = this.#when(done, stepDue(record, step));
      step.checks.forEach((check, place) => {
        const box = /** @type {HTMLInputElement} */ (boxes[place]);
        const at = record.ticks[box.value] ?? null;
        box.checked = Boolean(at);
        box.disabled = Boolean(record.closed);
        part(box.closest("label") ?? item, "by").textContent = this.#when(at, checkDue(record, check));
      });
    });
  }

  /**
   * Says when something was done, else when it is due.
   * @param {number | null} done
   * @param {number | null} due
   */
  #when(done, due) {
    const { words, clock } = this.#page;
    if (done) {
      return filled(words.done, { moment: clock.say(done) });
    }
    return due ? filled(words.due, { moment: clock.say(due) }) : "";
  }

  /** @param {Incident} record */
  #showCosts(record) {
    const { words, money } = this.#page;
    const cap = record.plan.cap_yuan ?? null;
    const said = cap === null ? words.spent_uncapped : cap > 0 ? words.spent : words.spent_none;
    this.#part("spent").textContent = filled(said, { total: money(total(record)), cap: money(cap ?? 0) });
    this.#part("advised").hidden = !record.advised;
    this.#part("advised").textContent = record.advised ? filled(words.advised, { cap: money(record.advised) }) : "";
    const costs = record.costs.map((cost) => /** @type {Entry} */ ([cost, `${money(cost.yuan)} ${cost.text}`]));
    this.#lists.costs.show(costs, !record.closed); // the ledger has the sum
    this.#costs.show(record);
  }
}

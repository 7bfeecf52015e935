// One incident on the page. It shows what is on disk: a tick, a cost or a note appears once it has been kept.

import { hashOf } from "../shared/hash.js";
import { filled } from "../shared/share.js";
import { CostForm } from "./costs.js";
import { checkDue, doneAt, pending, stepDue } from "./due.js";
import { LedgerForm } from "./ledger.js";
import { added, keyOf, nameOf, replanned, takenOut, ticked, total, updated, valued } from "./record.js";

const PAUSE = 300; // ms without typing, then it is kept
const OPEN_ONLY = ["going", "relevel", "cost", "end"]; // parts of an incident that is not closed

export class View {
  #page; // { words, plans, columns, clock }
  #keep; // (change) => promise of whether it was kept; `change` makes a record of a record
  #record;
  #costs;
  #ledger;
  #typed = {}; // values that are not kept yet
  #typing = 0;

  // `article` is the empty form of an incident; `act` has `keep`, `finish(cells)` and `remove()`.
  constructor(article, record, page, act) {
    this.article = article;
    this.#page = page;
    this.#keep = act.keep;
    this.#record = record;
    this.#build(record);
    this.#costs = new CostForm(this.#part("cost"), page, act.keep);
    this.#ledger = new LedgerForm(this.#part("finish"), page, act.finish);
    article.addEventListener("click", (event) => this.#clicked(event, act));
    this.#part("note").addEventListener("submit", (event) => this.#noted(event));
    this.#part("values").addEventListener("input", ({ target }) => this.#named(target));
    this.show(record);
  }

  get id() {
    return this.#record.id;
  }

  // Tells whether the record is of this incident, and has the plan that is shown: another level has others, so may a file.
  shows({ id, plan }) {
    return id === this.#record.id && JSON.stringify(plan) === JSON.stringify(this.#record.plan);
  }

  // Shows the record as it is now.
  show(record = this.#record) {
    this.#record = record;
    const { words, clock } = this.#page;
    const closed = Boolean(record.closed);
    this.#part("name").textContent = nameOf(record) || words.unnamed;
    this.#part("begun").textContent = filled(words.begun, { moment: clock.say(record.started) });
    this.#part("older").hidden = this.#page.plans.some(({ version }) => version === record.plan.version);
    this.#part("finished").hidden = !closed;
    this.#part("finished-at").textContent = closed
      ? filled(words.finished, { moment: clock.say(record.closed) })
      : "";
    for (const input of this.#part("values").querySelectorAll("input")) {
      if (!(input.name in this.#typed) && input !== document.activeElement) {
        input.value = record.values[input.name] ?? "";
      }
      input.disabled = closed; // the ledger has them as they were
    }
    OPEN_ONLY.forEach((name) => (this.#part(name).hidden = closed));
    this.#showDue(record);
    this.#showSteps(record);
    this.#showCosts(record);
    this.#list("notes", record.notes, ({ text }) => text);
    this.#ledger.show(record);
  }

  // Goes to the incident's name.
  focus() {
    this.#part("name").focus();
  }

  #part(name) {
    return this.article.querySelector(`[data-part="${name}"]`);
  }

  // Puts in what does not change: the level, the scripts that fit, the steps and checks of the plan.
  #build({ id, plan }) {
    const known = [...this.article.querySelectorAll("[data-for-level]")];
    known.forEach((part) => (part.hidden = part.dataset.forLevel !== String(plan.level)));
    this.#part("level-name").textContent = known.every((part) => part.hidden) ? plan.name : "";
    this.article.dataset.level = plan.level;
    for (const button of this.article.querySelectorAll("[data-relevel]")) {
      button.hidden = button.dataset.relevel === String(plan.level);
    }
    for (const link of this.article.querySelectorAll("[data-script]")) {
      link.hash = hashOf({ incident: id, script: link.dataset.script });
    }
    this.#part("steps").append(
      ...plan.steps.map((step) => {
        const item = copyOf(this.#part("step-item"));
        part(item, "title").textContent = step.title;
        part(item, "purpose").textContent = step.purpose;
        part(item, "checks").append(
          ...step.checks.map((check, place) => {
            const label = copyOf(this.#part("check-item"));
            part(label, "text").textContent = check.text;
            label.querySelector("input").value = keyOf(step, place);
            return label;
          }),
        );
        return item;
      }),
    );
  }

  #clicked(event, act) {
    const { target } = event;
    if (target.type === "checkbox") {
      event.preventDefault(); // ticked once it is kept
      const on = !this.#record.ticks[target.value];
      this.#keep((record) => ticked(record, target.value, on, Date.now()));
    }
    const button = target.closest("button");
    if (button?.dataset.action === "updated") {
      this.#keep((record) => updated(record, Date.now()));
    } else if (button?.dataset.takeOut) {
      const list = button.closest("[data-part]").dataset.part;
      this.#keep((record) => takenOut(record, list, Number(button.dataset.takeOut)));
    } else if (button?.dataset.relevel) {
      this.#relevel(this.#page.plans.find(({ level }) => String(level) === button.dataset.relevel));
    } else if (button?.dataset.action === "remove") {
      this.article.querySelector('[data-action="remove-sure"]').hidden = false;
    } else if (button?.dataset.action === "remove-sure") {
      act.remove();
    }
  }

  #relevel(plan) {
    this.#keep((record) => {
      const text = filled(this.#page.words.releveled, { before: record.plan.name, after: plan.name });
      return added(replanned(record, plan), "notes", { text }, Date.now());
    });
  }

  async #noted(event) {
    event.preventDefault();
    const { text } = event.target.elements;
    const said = text.value.trim();
    if (said && (await this.#keep((record) => added(record, "notes", { text: said }, Date.now())))) {
      text.value = "";
    }
  }

  #named({ name, value }) {
    this.#typed[name] = value.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.flush(), PAUSE);
  }

  // Keeps what has been typed, without waiting for the pause.
  async flush() {
    clearTimeout(this.#typing);
    const values = this.#typed;
    this.#typed = {};
    if (Object.keys(values).length > 0 && !(await this.#keep((record) => valued(record, values)))) {
      this.#typed = { ...values, ...this.#typed };
    }
  }

  #showDue(record) {
    const { words, clock } = this.#page;
    const now = Date.now();
    const open = pending(record, words.update);
    this.#part("nothing-due").hidden = open.length > 0;
    this.article.querySelector('[data-action="updated"]').hidden = !open.some(({ update }) => update);
    this.#part("due").replaceChildren(
      ...open.map(({ text, due }) => {
        const item = copyOf(this.#part("due-item"));
        const late = now > due;
        item.toggleAttribute("data-late", late);
        part(item, "text").textContent = text;
        part(item, "by").textContent = filled(words.due, { moment: clock.say(due, now) });
        part(item, "left").textContent = late
          ? filled(words.late, { time: clock.length(now - due, Math.floor) })
          : filled(words.left, { time: clock.length(due - now, Math.ceil) });
        return item;
      }),
    );
  }

  #showSteps(record) {
    [...this.#part("steps").children].forEach((item, number) => {
      const step = record.plan.steps[number];
      const done = doneAt(record, step);
      item.toggleAttribute("data-done", done !== null);
      part(item, "by").textContent = this.#when(done, stepDue(record, step));
      item.querySelectorAll("input").forEach((box, place) => {
        const at = record.ticks[box.value];
        box.checked = Boolean(at);
        box.disabled = Boolean(record.closed);
        part(box.closest("label"), "by").textContent = this.#when(at, checkDue(record, step.checks[place]));
      });
    });
  }

  // Says when something was done, else when it is due.
  #when(done, due) {
    const { words, clock } = this.#page;
    if (done) {
      return filled(words.done, { moment: clock.say(done) });
    }
    return due ? filled(words.due, { moment: clock.say(due) }) : "";
  }

  #showCosts(record) {
    const { words, money } = this.#page;
    const { cap_yuan: cap } = record.plan;
    const figures = { total: money(total(record)), cap: money(cap) };
    this.#part("spent").textContent = filled(cap > 0 ? words.spent : words.spent_none, figures);
    this.#part("advised").hidden = !record.advised;
    this.#part("advised").textContent = record.advised ? filled(words.advised, { cap: money(record.advised) }) : "";
    this.#list("costs", record.costs, ({ text, yuan }) => `${money(yuan)} ${text}`);
    this.#costs.show(record);
  }

  #list(name, entries, say) {
    this.#part(name).replaceChildren(
      ...entries.map((entry) => {
        const item = copyOf(this.#part("entry"));
        part(item, "at").textContent = this.#page.clock.say(entry.at);
        part(item, "text").textContent = say(entry);
        const button = item.querySelector("button");
        button.dataset.takeOut = entry.at;
        button.hidden = name === "costs" && Boolean(this.#record.closed); // the ledger has the sum
        return item;
      }),
    );
  }
}

function copyOf(template) {
  return template.content.firstElementChild.cloneNode(true);
}

function part(item, name) {
  return item.querySelector(`[data-part="${name}"]`);
}

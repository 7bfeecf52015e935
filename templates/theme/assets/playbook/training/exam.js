// <playbook-exam>: the same questions for everybody who has the number of the sitting; at the end a code for the
// trainer. Or all of it on paper: #seed=7&view=sheet and #seed=7&view=key.

import { PageElement } from "../shared/element.js";
import { hashOf, readHash } from "../shared/hash.js";
import { all, control, copyOf, need, origin, part } from "../shared/page.js";
import { encode } from "./code.js";
import { unpacked } from "./items.js";
import { showKey, showSheet } from "./paper.js";
import { Question, chooseByKeys, reasons } from "./question.js";
import { picked } from "./sitting.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {{ item: Item, chosen: string | null }} Answer the id of the choice taken, null where there is none */

const PAPERS = new Map([
  ["sheet", showSheet],
  ["key", showKey],
]);

class PlaybookExam extends PageElement {
  /** @type {Item[]} */
  #pool = [];
  /** @type {Answer[]} the questions of the sitting */
  #answers = [];
  #place = 0;
  #warned = false; // that handing in would leave questions open

  /** @param {AbortSignal} signal */
  connected(signal) {
    this.#pool = unpacked(globalThis.QUESTIONS);
    chooseByKeys(this, signal);
    const clicked = (/** @type {Event} */ event) => this.#clicked(origin(event, "[data-action]")?.dataset.action);
    this.addEventListener("click", clicked, { signal });
    this.addEventListener("input", () => this.#link(), { signal });
    addEventListener("hashchange", () => this.#followHash(), { signal });
    this.#followHash();
  }

  get #seed() {
    return need(this, "#seed", HTMLInputElement);
  }

  /** Shows what the address says: the start, the sheet or the key. */
  #followHash() {
    const values = readHash();
    if (!values && location.hash.length > 1) {
      return; // an anchor of the page
    }
    this.#seed.value = values?.get("seed") ?? this.#seed.value;
    this.#link();
    const view = values?.get("view") ?? "";
    const showPaper = this.#isValid() ? PAPERS.get(view) : undefined;
    if (showPaper) {
      this.#show(view);
      this.#pick();
      showPaper(this, this.#answers.map(({ item }) => item));
      need(part(this, view), "h2").focus();
    } else {
      this.#show("start");
    }
  }

  #isValid() {
    return this.#seed.value !== "" && this.#seed.checkValidity();
  }

  #pick() {
    const items = picked(this.#pool, Number(this.#seed.value), Number(this.dataset.questions));
    this.#answers = items.map((item) => ({ item, chosen: null }));
    for (const said of all(this, '[data-part="seed"]')) {
      said.textContent = this.#seed.value;
    }
  }

  /** @param {string} view */
  #show(view) {
    for (const name of ["start", "live", "result", "sheet", "key"]) {
      part(this, name).hidden = name !== view;
    }
  }

  /** The ways to the sheet, the key and back keep the number. */
  #link() {
    for (const link of all(this, "[data-view]", HTMLAnchorElement)) {
      const { view } = link.dataset;
      link.hash = hashOf({ seed: this.#seed.value, ...(view && { view }) });
    }
  }

  /** @param {string | undefined} action */
  #clicked(action) {
    switch (action) {
      case "start":
        this.#start();
        break;
      case "again":
        this.#show("start");
        control(this, "start").focus();
        break;
      case "previous":
        this.#turn(-1);
        break;
      case "next":
        this.#turn(1);
        break;
      case "hand-in":
        this.#tryToHandIn();
        break;
      case "print":
        print();
        break;
    }
  }

  #start() {
    if (!this.#isValid()) {
      this.#seed.focus();
      return;
    }
    this.#pick();
    this.#place = 0;
    this.#warned = false;
    this.#show("live");
    this.#ask();
  }

  /** @param {number} steps */
  #turn(steps) {
    this.#place = Math.min(this.#answers.length - 1, Math.max(0, this.#place + steps));
    this.#ask();
  }

  #ask() {
    const answer = this.#answers[this.#place];
    if (!answer) {
      return;
    }
    const question = new Question(this, answer.item, this.#place + 1, (chosen) => {
      answer.chosen = chosen;
      question.mark(chosen);
      this.#count(question);
    });
    const { element } = question;
    part(element, "on").append(copyOf(this, "turns"));
    control(element, "previous", HTMLButtonElement).disabled = this.#place === 0;
    control(element, "next", HTMLButtonElement).disabled = this.#place === this.#answers.length - 1;
    question.mark(answer.chosen);
    this.#count(question);
    question.show({ focus: true });
  }

  get #left() {
    return this.#answers.filter(({ chosen }) => chosen === null).length;
  }

  /** A slip of the thumb does not end an exam: with questions open it takes a second press. */
  #tryToHandIn() {
    if (this.#left > 0 && !this.#warned) {
      this.#warned = true;
      part(this, "sure").hidden = false;
    } else {
      this.#handIn();
    }
  }

  /** @param {Question} question */
  #count({ element }) {
    const left = this.#left;
    part(element, "left").textContent = String(left);
    part(element, "open").hidden = left === 0;
    part(element, "sure").hidden = !this.#warned;
    control(element, "hand-in").classList.toggle("pb-button--primary", left === 0);
  }

  #handIn() {
    const missed = this.#answers.filter(({ item, chosen }) => chosen !== item.answer);
    part(this, "right-count").textContent = String(this.#answers.length - missed.length);
    part(this, "of").textContent = String(this.#answers.length);
    need(this, "#exam-code").textContent = encode({
      edition: this.dataset.edition ?? "",
      sitting: Number(this.#seed.value),
      answers: this.#answers.map(({ item, chosen }) => item.choices.findIndex(({ id }) => id === chosen) + 1),
    });
    part(this, "none-missed").hidden = missed.length > 0;
    part(this, "missed").replaceChildren(...missed.map((answer) => this.#explained(answer)));
    this.#show("result");
    need(this, ".pb-score-figure").focus();
  }

  /** @param {Answer} answer */
  #explained({ item, chosen }) {
    const answer = item.choices.find(({ id }) => id === item.answer)?.text ?? "";
    const copy = copyOf(this, "explained", { text: item.text, asked: item.question, answer });
    const taken = item.choices.find(({ id }) => id === chosen);
    if (taken) {
      part(copy, "taken").append(copyOf(this, "wrong", { "why-not": `${taken.text} — ${taken.explanation}` }));
    }
    part(copy, "reasons").append(reasons(this, item, chosen));
    return copy;
  }
}

customElements.define("playbook-exam", PlaybookExam);

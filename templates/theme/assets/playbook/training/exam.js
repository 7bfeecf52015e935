// <playbook-exam>: the same questions for everybody who has the number of the sitting; at the end a code for the trainer.
// Or all of it on paper: #seed=7&view=sheet and #seed=7&view=key.

import { hashOf, readHash } from "../shared/hash.js";
import { encode } from "./code.js";
import { unpacked } from "./packed.js";
import { showKey, showSheet } from "./paper.js";
import { part, piece } from "./parts.js";
import { Question, keyed, reasons } from "./question.js";
import { picked } from "./sitting.js";

const VIEWS = { sheet: showSheet, key: showKey };

class PlaybookExam extends HTMLElement {
  #pool;
  #items = []; // the questions of the sitting
  #answers = []; // the id of the choice taken, by question; null where there is none
  #place = 0;
  #warned = false; // that handing in would leave questions open
  #leaving;
  #unkeyed;

  connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.#pool = unpacked(globalThis.QUESTIONS);
    this.#unkeyed = keyed(this);
    this.addEventListener("click", ({ target }) => this.#clicked(target.closest("[data-action]")?.dataset.action), { signal });
    this.addEventListener("input", () => this.#link(), { signal });
    addEventListener("hashchange", () => this.#followHash(), { signal });
    this.#followHash();
  }

  disconnectedCallback() {
    this.#leaving.abort();
    this.#unkeyed();
  }

  get #seed() {
    return this.querySelector("#seed");
  }

  // Shows what the address says: the start, the sheet or the key.
  #followHash() {
    const values = readHash();
    if (!values && location.hash.length > 1) {
      return; // an anchor of the page
    }
    if (values?.has("seed")) {
      this.#seed.value = values.get("seed");
    }
    this.#link();
    const view = this.#valid() && values?.get("view") in VIEWS ? values.get("view") : "start";
    this.#show(view);
    if (view !== "start") {
      this.#pick();
      VIEWS[view](this, this.#items);
      part(this, view).querySelector("h2").focus();
    }
  }

  #valid() {
    return this.#seed.value !== "" && this.#seed.checkValidity();
  }

  #pick() {
    this.#items = picked(this.#pool, Number(this.#seed.value), Number(this.dataset.questions));
    for (const said of this.querySelectorAll('[data-part="seed"]')) {
      said.textContent = this.#seed.value;
    }
  }

  #show(view) {
    for (const name of ["start", "live", "result", "sheet", "key"]) {
      part(this, name).hidden = name !== view;
    }
  }

  // The ways to the sheet, the key and back keep the number.
  #link() {
    for (const link of this.querySelectorAll("[data-view]")) {
      const { view } = link.dataset;
      link.hash = hashOf({ seed: this.#seed.value, ...(view && { view }) });
    }
  }

  #clicked(action) {
    const doing = {
      start: () => this.#start(),
      again: () => this.#again(),
      previous: () => this.#turn(-1),
      next: () => this.#turn(1),
      "hand-in": () => this.#tryToHandIn(),
      print: () => print(),
    }[action];
    doing?.();
  }

  #again() {
    this.#show("start");
    this.querySelector('[data-action="start"]').focus();
  }

  #start() {
    if (!this.#valid()) {
      this.#seed.focus();
      return;
    }
    this.#pick();
    this.#answers = this.#items.map(() => null);
    this.#place = 0;
    this.#warned = false;
    this.#show("live");
    this.#ask();
  }

  #turn(steps) {
    this.#place = Math.min(this.#items.length - 1, Math.max(0, this.#place + steps));
    this.#ask();
  }

  #ask() {
    const question = new Question(this, this.#items[this.#place], this.#place + 1, (chosen) => {
      this.#answers[this.#place] = chosen;
      question.mark(chosen);
      this.#count(question);
    });
    part(question.element, "on").append(piece(this, "turns"));
    question.element.querySelector('[data-action="previous"]').disabled = this.#place === 0;
    question.element.querySelector('[data-action="next"]').disabled = this.#place === this.#items.length - 1;
    question.mark(this.#answers[this.#place]);
    this.#count(question);
    question.show({ focus: true });
  }

  // A slip of the thumb does not end an exam: with questions open it takes a second press.
  #tryToHandIn() {
    if (this.#answers.includes(null) && !this.#warned) {
      this.#warned = true;
      part(this, "sure").hidden = false;
    } else {
      this.#handIn();
    }
  }

  #count({ element }) {
    const left = this.#answers.filter((answer) => answer === null).length;
    part(element, "left").textContent = left;
    part(element, "open").hidden = left === 0;
    part(element, "sure").hidden = !this.#warned;
    element.querySelector('[data-action="hand-in"]').classList.toggle("pb-button--primary", left === 0);
  }

  #handIn() {
    const right = this.#items.map((item, place) => this.#answers[place] === item.answer);
    const missed = this.#items.filter((_, place) => !right[place]);
    part(this, "right-count").textContent = this.#items.length - missed.length;
    part(this, "of").textContent = this.#items.length;
    this.querySelector("#exam-code").textContent = encode({
      edition: this.dataset.edition,
      sitting: Number(this.#seed.value),
      answers: this.#items.map(({ choices }, place) => choices.findIndex(({ id }) => id === this.#answers[place]) + 1),
    });
    part(this, "none-missed").hidden = missed.length > 0;
    part(this, "missed").replaceChildren(...missed.map((item) => this.#explained(item)));
    this.#show("result");
    this.querySelector(".pb-score-figure").focus();
  }

  #explained(item) {
    const chosen = this.#answers[this.#items.indexOf(item)];
    const answer = item.choices.find(({ id }) => id === item.answer);
    const copy = piece(this, "explained", { text: item.text, asked: item.question, answer: answer.text });
    const taken = item.choices.find(({ id }) => id === chosen);
    if (taken) {
      part(copy, "taken").append(piece(this, "wrong", { "why-not": `${taken.text} — ${taken.explanation}` }));
    }
    part(copy, "reasons").append(reasons(this, item, chosen));
    return copy;
  }
}

customElements.define("playbook-exam", PlaybookExam);

// <playbook-exam>: the same questions for everybody who has the number of the sitting; at the end a code for the
// trainer. Or all of it on paper: #seed=7&view=sheet and #seed=7&view=key.

import { PageElement } from "../shared/element.js";
import { hashOf, readHash, writeHash } from "../shared/hash.js";
import { all, control, copyOf, need, origin, part } from "../shared/page.js";
import { encode } from "./code.js";
import { unpacked } from "./items.js";
import { KeptSittings, isSeed } from "./kept-sittings.js";
import { showKey, showSheet } from "./paper.js";
import { Question, chooseByKeys, reasons } from "./question.js";
import { picked } from "./sitting.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./kept-sittings.js").Sitting} Sitting */
/** @typedef {{ item: Item, chosen: string | undefined }} Answer the id of the choice taken, if there is one */

const PAPERS = new Map([
  ["sheet", showSheet],
  ["key", showKey],
]);

class PlaybookExam extends PageElement {
  /** @type {Item[]} */
  #pool = [];
  #kept = new KeptSittings();
  /** @type {Sitting | null} the one that is shown */
  #sitting = null;
  #warned = false; // that handing in would leave questions open

  /** @param {AbortSignal} signal */
  connected(signal) {
    this.#pool = unpacked(globalThis.QUESTIONS);
    chooseByKeys(this, signal);
    const clicked = (/** @type {Event} */ event) => this.#clicked(origin(event, "[data-action]")?.dataset.action);
    this.addEventListener("click", clicked, { signal });
    this.addEventListener("input", () => this.#link(), { signal });
    addEventListener("hashchange", () => this.#followHash(), { signal });
    this.#kept.watch(() => this.#follow(), signal);
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
    this.#seed.value = values?.get("seed") ?? this.#kept.all()[0]?.seed ?? this.#seed.value;
    this.#link();
    const view = values?.get("view") ?? "";
    const showPaper = isSeed(this.#seed.value) ? PAPERS.get(view) : undefined;
    if (showPaper) {
      this.#sitting = null;
      this.#show(view);
      showPaper(this, this.#picked());
      need(part(this, view), "h2").focus();
    } else {
      this.#goOn(this.#kept.get(seedOf(this.#seed.value)));
    }
  }

  #picked() {
    for (const said of all(this, '[data-part="seed"]')) {
      said.textContent = this.#seed.value;
    }
    return picked(this.#pool, Number(this.#seed.value), Number(this.dataset.questions));
  }

  /**
   * Goes on with a sitting where it was left: loaded again, back from another page, after an update, in a second tab.
   * @param {Sitting | null} sitting
   */
  #goOn(sitting) {
    this.#warned &&= sitting?.seed === this.#sitting?.seed;
    this.#sitting = sitting;
    if (!sitting) {
      this.#show("start");
    } else if (sitting.handedIn) {
      this.#showResult();
    } else {
      this.#show("live");
      this.#ask({ focus: false });
    }
  }

  /** Shows what another tab has made of the sitting: one sitting, however many tabs. */
  #follow() {
    if (this.#sitting) {
      const { seed, place } = this.#sitting;
      const now = this.#kept.get(seed);
      this.#goOn(now && { ...now, place });
    }
  }

  /**
   * Changes the sitting, as another tab may have left it meanwhile, and keeps it.
   * @param {Partial<Sitting>} change
   * @param {[item: Item, chosen: string]} [answer]
   */
  #change(change, answer) {
    if (!this.#sitting) {
      return;
    }
    const { chosen, handedIn } = this.#kept.get(this.#sitting.seed) ?? this.#sitting;
    const added = answer && !handedIn ? { [answer[0].id]: answer[1] } : {};
    this.#sitting = { ...this.#sitting, handedIn, ...change, chosen: { ...chosen, ...added } };
    part(this, "not-kept").hidden = this.#kept.put(this.#sitting);
    if (handedIn) {
      this.#showResult(); // in another tab: what was handed in stays as it was
    }
  }

  /** @returns {Answer[]} */
  get #answers() {
    return this.#sitting?.items.map((item) => ({ item, chosen: this.#sitting?.chosen[item.id] })) ?? [];
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
        this.#kept.remove(this.#sitting?.seed ?? "");
        this.#goOn(null);
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
    const seed = seedOf(this.#seed.value);
    if (!isSeed(this.#seed.value)) {
      this.#seed.focus();
      return;
    }
    writeHash({ seed });
    const begun = this.#kept.get(seed);
    if (begun) {
      this.#goOn(begun); // in another tab
      return;
    }
    const edition = this.dataset.edition ?? "";
    this.#sitting = { seed, edition, items: this.#picked(), chosen: {}, place: 0, handedIn: false };
    this.#change({});
    this.#warned = false;
    this.#show("live");
    this.#ask();
  }

  /** @param {number} steps */
  #turn(steps) {
    const place = (this.#sitting?.place ?? 0) + steps;
    this.#change({ place: Math.min(this.#answers.length - 1, Math.max(0, place)) });
    this.#ask();
  }

  #ask(how = { focus: true }) {
    const place = this.#sitting?.place ?? 0;
    const answer = this.#answers[place];
    if (!answer) {
      return;
    }
    const { item } = answer;
    const question = new Question(this, item, place + 1, (chosen) => {
      this.#change({}, [item, chosen]);
      question.mark(chosen);
      this.#count(question);
    });
    const { element } = question;
    part(element, "on").append(copyOf(this, "turns"));
    control(element, "previous", HTMLButtonElement).disabled = place === 0;
    control(element, "next", HTMLButtonElement).disabled = place === this.#answers.length - 1;
    question.mark(answer.chosen ?? null);
    this.#count(question);
    question.show(how);
  }

  get #left() {
    return this.#answers.filter(({ chosen }) => chosen === undefined).length;
  }

  /** A slip of the thumb does not end an exam: with questions open it takes a second press. */
  #tryToHandIn() {
    if (this.#left > 0 && !this.#warned) {
      this.#warned = true;
      part(this, "sure").hidden = false;
    } else {
      this.#change({ handedIn: true });
      this.#showResult();
      need(this, ".pb-score-figure").focus();
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

  #showResult() {
    const missed = this.#answers.filter(({ item, chosen }) => chosen !== item.answer);
    part(this, "right-count").textContent = String(this.#answers.length - missed.length);
    part(this, "of").textContent = String(this.#answers.length);
    need(this, "#exam-code").textContent = encode({
      edition: this.#sitting?.edition ?? "",
      sitting: Number(this.#sitting?.seed),
      answers: this.#answers.map(({ item, chosen }) => item.choices.findIndex(({ id }) => id === chosen) + 1),
    });
    part(this, "none-missed").hidden = missed.length > 0;
    part(this, "missed").replaceChildren(...missed.map((answer) => this.#explained(answer)));
    this.#show("result");
  }

  /** @param {Answer} answer */
  #explained({ item, chosen }) {
    const answer = item.choices.find(({ id }) => id === item.answer)?.text ?? "";
    const copy = copyOf(this, "explained", { text: item.text, asked: item.question, answer });
    const taken = item.choices.find(({ id }) => id === chosen);
    if (taken) {
      part(copy, "taken").append(copyOf(this, "wrong", { "why-not": `${taken.text} — ${taken.explanation}` }));
    }
    part(copy, "reasons").append(reasons(this, item, chosen ?? null));
    return copy;
  }
}

/**
 * 007 and 7 are the same sitting.
 * @param {string} text
 */
function seedOf(text) {
  return String(Number(text));
}

customElements.define("playbook-exam", PlaybookExam);

// One question on the screen: its choices as big buttons, and, once it is answered, why.

import { all, copyOf, find, itemOf, listed, need, origin, part } from "../shared/page.js";
import { links } from "./links.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./items.js").Choice} Choice */

export class Question {
  #root;
  #item;

  /**
   * @param {HTMLElement} root
   * @param {Item} item
   * @param {number} number
   * @param {(id: string) => void} chosen is called with the id of a choice that the learner takes
   */
  constructor(root, item, number, chosen) {
    this.#root = root;
    this.#item = item;
    this.element = itemOf(root, "question", { number, text: item.text, asked: item.question });
    this.element.dataset.item = item.id;
    this.element.dataset.topic = item.topic;
    const choices = part(this.element, "choices");
    choices.append(...item.choices.map((choice, place) => this.#choice(choice, place)));
    choices.addEventListener("click", (event) => {
      const { choice } = origin(event, "[data-choice]")?.dataset ?? {};
      if (choice) {
        chosen(choice);
      }
    });
  }

  /**
   * @param {Choice} choice
   * @param {number} place
   */
  #choice({ id, text }, place) {
    const copy = copyOf(this.#root, "choice", { label: text });
    need(copy, "[data-choice]").dataset.choice = id;
    need(copy, ".pb-key").textContent = String(place + 1);
    return copy;
  }

  get #buttons() {
    return all(this.element, "[data-choice]", HTMLButtonElement);
  }

  /**
   * Puts the question into its place and the focus on it.
   * @param {{ focus: boolean }} how
   */
  show({ focus }) {
    part(this.#root, "stage").replaceChildren(this.element);
    if (focus) {
      need(this.element, "h2").focus({ preventScroll: true });
      this.element.scrollIntoView({ block: "start" });
    }
  }

  /**
   * Marks a choice as taken, without a word on it.
   * @param {string | null} chosen
   */
  mark(chosen) {
    for (const button of this.#buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.choice === chosen));
    }
  }

  /**
   * Says whether the choice was right, and why.
   * @param {string} chosen
   */
  explain(chosen) {
    const item = this.#item;
    const right = chosen === item.answer;
    this.mark(chosen);
    part(this.element, "choices").dataset.answered = right ? "right" : "wrong";
    for (const button of this.#buttons) {
      button.disabled = true;
      button.toggleAttribute("data-correct", button.dataset.choice === item.answer);
    }
    const verdict = part(this.element, "verdict");
    const why = item.choices.find(({ id }) => id === chosen)?.explanation ?? "";
    const said = right ? copyOf(this.#root, "right") : copyOf(this.#root, "wrong", { "why-not": why });
    verdict.append(said, reasons(this.#root, item, chosen));
    const on = part(this.element, "on");
    on.append(copyOf(this.#root, "next"));
    need(on, "button").focus({ preventScroll: true });
    verdict.scrollIntoView({ block: "nearest" });
  }
}

/**
 * Returns why the answer is right, with its sources and the page to look it up, and what is wrong with the others.
 * @param {HTMLElement} root
 * @param {Item} item
 * @param {string | null} chosen
 */
export function reasons(root, item, chosen) {
  const copy = copyOf(root, "reasons", { why: item.explanation });
  part(copy, "sources").append(...links(root, "source", item.sources).flatMap((link) => [link, " "]));
  part(copy, "page").append(...links(root, "page", item.page ? [item.page] : []));
  const others = item.choices.filter(({ id, explanation }) => ![chosen, item.answer].includes(id) && explanation);
  const list = part(copy, "others");
  list.append(...listed(others.map(({ text, explanation }) => `${text} — ${explanation}`)));
  list.closest("details")?.toggleAttribute("hidden", others.length === 0);
  return copy;
}

/**
 * Lets the keys 1 to 9 choose on this page, as long as nobody is typing, and Enter go on then.
 * @param {HTMLElement} root
 * @param {AbortSignal} signal ends that
 */
export function chooseByKeys(root, signal) {
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    const typing = origin(event, "input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) {
      return;
    }
    const stage = part(root, "stage");
    const choice = all(stage, "[data-choice]:enabled")[Number(event.key) - 1];
    if (choice) {
      choice.click();
      find(stage, '[data-action="next"]:enabled')?.focus({ preventScroll: true });
    }
  };
  addEventListener("keydown", pressed, { signal });
}

// One question on the screen: its choices as big buttons, and, once it is answered, why.

import { links, listed, part, piece } from "./parts.js";

export class Question {
  #root;
  #item;
  #article;

  // `chosen` is called with the id of a choice that the learner takes.
  constructor(root, item, number, chosen) {
    this.#root = root;
    this.#item = item;
    const copy = piece(root, "question", { number, text: item.text, asked: item.question });
    this.#article = copy.firstElementChild;
    this.#article.dataset.item = item.id;
    this.#article.dataset.topic = item.topic;
    part(copy, "choices").append(...item.choices.map((choice, place) => this.#choice(choice, place)));
    part(copy, "choices").addEventListener("click", ({ target }) => {
      const button = target.closest("[data-choice]");
      if (button) {
        chosen(button.dataset.choice);
      }
    });
  }

  get element() {
    return this.#article;
  }

  #choice({ id, text }, place) {
    const copy = piece(this.#root, "choice", { label: text });
    copy.querySelector("[data-choice]").dataset.choice = id;
    copy.querySelector(".pb-key").textContent = place + 1;
    return copy;
  }

  // Puts the question into its place and the focus on it.
  show({ focus }) {
    part(this.#root, "stage").replaceChildren(this.#article);
    if (focus) {
      this.#article.querySelector("h2").focus({ preventScroll: true });
      this.#article.scrollIntoView({ block: "start" });
    }
  }

  // Marks a choice as taken, without a word on it.
  mark(chosen) {
    for (const button of this.#article.querySelectorAll("[data-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.choice === chosen));
    }
  }

  // Says whether the choice was right, and why.
  explain(chosen) {
    const item = this.#item;
    const right = chosen === item.answer;
    this.mark(chosen);
    part(this.#article, "choices").dataset.answered = right ? "right" : "wrong";
    for (const button of this.#article.querySelectorAll("[data-choice]")) {
      button.disabled = true;
      button.toggleAttribute("data-correct", button.dataset.choice === item.answer);
    }
    const verdict = part(this.#article, "verdict");
    const taken = item.choices.find(({ id }) => id === chosen);
    const said = right ? piece(this.#root, "right") : piece(this.#root, "wrong", { "why-not": taken.explanation });
    verdict.append(said, reasons(this.#root, item, chosen));
    const on = part(this.#article, "on");
    on.append(piece(this.#root, "next"));
    on.querySelector("button").focus({ preventScroll: true });
    verdict.scrollIntoView({ block: "nearest" });
  }
}

// Returns why the answer is right, with its sources and the page to look it up, and what is wrong with the others.
export function reasons(root, item, chosen) {
  const copy = piece(root, "reasons", { why: item.explanation });
  part(copy, "sources").append(...links(root, "source", item.sources).flatMap((link) => [link, " "]));
  part(copy, "page").append(...links(root, "page", [item.page]));
  const others = item.choices.filter(({ id, explanation }) => ![chosen, item.answer].includes(id) && explanation);
  part(copy, "others").append(...listed(others.map(({ text, explanation }) => `${text} — ${explanation}`)));
  part(copy, "others").closest("details").hidden = others.length === 0;
  return copy;
}

// Lets the keys 1 to 9 choose on this page, as long as nobody is typing, and Enter go on then. Returns what ends it.
export function keyed(root) {
  const pressed = (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && /^[1-9]$/.test(event.key)) {
      const stage = part(root, "stage");
      const choice = stage.querySelectorAll("[data-choice]:enabled")[Number(event.key) - 1];
      choice?.click();
      choice && stage.querySelector('[data-action="next"]:enabled')?.focus({ preventScroll: true });
    }
  };
  addEventListener("keydown", pressed);
  return () => removeEventListener("keydown", pressed);
}

// <playbook-decide>: one question at a time, until the level is settled. The questions, the words and the tree are the
// page's; what has been answered stands in the address, under the names the calculators use.

import { hashOf, readHash, writeHash } from "../shared/hash.js";
import { showResult } from "../calculator/result.js";
import { filled, shareResult, showDropped, withdrawShared } from "../shared/share.js";
import { answersOf, walk } from "./tree-path.js";

// Names the question that is asked again although it has been answered. No input's name has a hyphen.
const AGAIN = "ask-again";

class PlaybookDecide extends HTMLElement {
  #leaving = null; // aborts every listener of this element
  #data = null;
  #kept = new Map(); // every answer given so far, those after the question that is asked now among them
  #shown = { steps: [], node: 0 };

  connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.#data = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.#part("whole").open = false;
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    addEventListener("hashchange", () => this.#followHash({ focus: true }), { signal });
    this.#followHash({ focus: false });
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #clicked({ target }) {
    const button = target.closest("button");
    if (button?.dataset.option) {
      this.#answer(this.#data.nodes[this.#shown.node].options[button.dataset.option]);
    } else if (button?.dataset.step) {
      this.#askAgain(Number(button.dataset.step));
    } else if (button?.dataset.action === "share") {
      this.#copyResult();
    } else if (button?.dataset.action === "restart") {
      this.#kept.clear();
      location.hash = "";
    }
  }

  // Goes on from the question shown. Answers given before hold where they still answer what is asked.
  #answer(option) {
    const { node } = this.#shown;
    this.#kept.set(this.#data.factors[this.#data.nodes[node].factor].id, option.cells);
    location.hash = hashOf(given(walk(this.#data, this.#kept).steps));
  }

  #askAgain(place) {
    const { steps } = walk(this.#data, this.#kept);
    location.hash = hashOf({ ...given(steps), [AGAIN]: steps[place].id });
  }

  // Shows what the address says: it is the only state that the reader can go back to.
  #followHash({ focus }) {
    const values = readHash();
    if (!values && location.hash.length > 1) {
      return; // an anchor of the page
    }
    const answers = answersOf(this.#data, values ?? new Map());
    const { steps, node } = walk(this.#data, answers);
    // A value in the address stands for the whole option that the reader tapped.
    steps.forEach(({ id, option }) => answers.set(id, option.cells));
    answers.forEach((cells, id) => this.#kept.set(id, cells));
    const again = steps.findIndex(({ id }) => id === values?.get(AGAIN));
    this.#shown = again < 0 ? { steps, node } : { steps: steps.slice(0, again), node: steps[again].node };
    const known = Object.fromEntries([...(values ?? [])].filter(([id]) => answers.has(id)));
    this.#drop([...(values ?? [])].filter(([id]) => !answers.has(id) && id !== AGAIN), known);
    this.#show(hashOf(known));
    if (focus) {
      const asking = this.querySelector(`[data-node="${this.#shown.node}"]`);
      (asking ?? this.#part("result")).querySelector("h2").focus();
    }
  }

  // Names what the address held too much, and takes it out, so that it is not handed on.
  #drop(pairs, known) {
    showDropped(this.#part("dropped"), pairs);
    if (pairs.length > 0) {
      const again = readHash().get(AGAIN);
      writeHash(again === undefined ? known : { ...known, [AGAIN]: again });
    }
  }

  // What has been answered is why.
  #copyResult() {
    const { steps } = this.#shown;
    const share = this.#part("share");
    const reasons = steps.map(({ id, option }) =>
      filled(share.dataset.line, { label: this.#short(id), value: option.label }),
    );
    shareResult(this.#part("result"), share, reasons, hashOf(given(steps)));
  }

  #short(id) {
    return this.#data.factors.find((factor) => factor.id === id).short;
  }

  #show(address) {
    const { steps, node } = this.#shown;
    const settled = this.#data.nodes[node];
    this.#part("asking").hidden = !settled.options;
    if (settled.options) {
      this.#part("number").textContent = steps.length + 1;
      this.#showQuestion(settled, node);
    }
    this.#part("result").hidden = Boolean(settled.options);
    if (settled.display) {
      showResult(this.#part("result"), settled);
      this.#part("calculator").hash = address;
    }
    for (const next of this.querySelectorAll(".pb-next")) {
      next.hidden = next.dataset.level !== String(settled.level);
    }
    this.#showPath(steps);
    withdrawShared(this.#part("share"));
  }

  #showQuestion({ factor, options }, node) {
    for (const question of this.querySelectorAll("[data-node]")) {
      question.hidden = question.dataset.node !== String(node);
    }
    const before = this.#kept.get(this.#data.factors[factor].id);
    this.querySelectorAll(`[data-node="${node}"] [data-option]`).forEach((button, place) => {
      if (before?.every((cell) => options[place].cells.includes(cell))) {
        button.setAttribute("aria-current", "true");
      } else {
        button.removeAttribute("aria-current");
      }
    });
  }

  #showPath(steps) {
    const template = this.#part("step");
    const items = steps.map(({ id, option }, place) => {
      const item = template.content.cloneNode(true);
      item.querySelector("[data-step]").dataset.step = place;
      item.querySelector('[data-part="short"]').textContent = this.#short(id);
      item.querySelector('[data-part="label"]').textContent = option.label;
      return item;
    });
    this.#part("path").replaceChildren(...items);
    this.#part("answered").hidden = items.length === 0;
  }
}

// Returns the answers of a way through the tree as an address has them.
function given(steps) {
  return Object.fromEntries(steps.map(({ id, option }) => [id, option.value]));
}

customElements.define("playbook-decide", PlaybookDecide);

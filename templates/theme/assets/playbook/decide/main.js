// <playbook-decide>: one question at a time, until the level is settled. The questions, the words and the tree are the
// page's; what has been answered stands in the address, under the names the calculators use.

import { showResult } from "../calculator/result.js";
import { PageElement } from "../shared/element.js";
import { hashOf, readHash, writeHash } from "../shared/hash.js";
import { all, copyOf, dataOf, find, need, origin, part, showOnly } from "../shared/page.js";
import { shareResult, shareWords, showDropped, withdrawShared } from "../shared/share.js";
import { filled } from "../shared/words.js";
import { answersOf, questionAt, walk } from "./tree-path.js";

/** @typedef {import("./tree-path.js").Option} Option */
/** @typedef {import("./tree-path.js").Step} Step */

// Names the question that is asked again although it has been answered. No input's name has a hyphen.
const AGAIN = "ask-again";

class PlaybookDecide extends PageElement {
  /** @type {import("./tree-path.js").Tree} */
  #tree = { root: 0, factors: [], nodes: [] };
  /** @type {import("./tree-path.js").Answers} every answer given, those after the question asked now among them */
  #kept = new Map();
  /** @type {{ steps: Step[], node: number }} */
  #shown = { steps: [], node: 0 };

  /** @param {AbortSignal} signal */
  connected(signal) {
    this.#tree = /** @type {import("./tree-path.js").Tree} */ (dataOf(this));
    part(this, "whole", HTMLDetailsElement).open = false;
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    addEventListener("hashchange", () => this.#followHash({ focus: true }), { signal });
    this.#followHash({ focus: false });
  }

  /** @param {Event} event */
  #clicked(event) {
    const { option, step, action } = origin(event, "button")?.dataset ?? {};
    if (option) {
      this.#answer(questionAt(this.#tree, this.#shown.node).options[Number(option)]);
    } else if (step) {
      this.#askAgain(Number(step));
    } else if (action === "share") {
      void this.#copyResult();
    } else if (action === "restart") {
      this.#kept.clear();
      location.hash = "";
    }
  }

  /**
   * Goes on from the question shown. Answers given before hold where they still answer what is asked.
   * @param {Option | undefined} option
   */
  #answer(option) {
    if (option) {
      this.#kept.set(questionAt(this.#tree, this.#shown.node).id, option.cells);
      location.hash = hashOf(given(walk(this.#tree, this.#kept).steps));
    }
  }

  /** @param {number} place */
  #askAgain(place) {
    const { steps } = walk(this.#tree, this.#kept);
    location.hash = hashOf({ ...given(steps), [AGAIN]: steps[place]?.id ?? "" });
  }

  /**
   * Shows what the address says: it is the only state that the reader can go back to.
   * @param {{ focus: boolean }} how
   */
  #followHash({ focus }) {
    const values = readHash() ?? new Map();
    if (values.size === 0 && location.hash.length > 1) {
      return; // an anchor of the page
    }
    const answers = answersOf(this.#tree, values);
    const { steps, node } = walk(this.#tree, answers);
    // A value in the address stands for the whole option that the reader tapped.
    steps.forEach(({ id, option }) => answers.set(id, option.cells));
    answers.forEach((cells, id) => this.#kept.set(id, cells));
    const again = steps.findIndex(({ id }) => id === values.get(AGAIN));
    const asked = steps[again];
    this.#shown = asked ? { steps: steps.slice(0, again), node: asked.node } : { steps, node };
    const known = Object.fromEntries([...values].filter(([id]) => answers.has(id)));
    this.#drop([...values].filter(([id]) => !answers.has(id) && id !== AGAIN), known);
    this.#show(hashOf(known));
    if (focus) {
      const asking = find(this, `[data-node="${this.#shown.node}"]`) ?? part(this, "result");
      need(asking, "h2").focus();
    }
  }

  /**
   * Names what the address held too much, and takes it out, so that it is not handed on.
   * @param {[string, string][]} pairs
   * @param {Record<string, string>} known
   */
  #drop(pairs, known) {
    showDropped(this, pairs);
    if (pairs.length > 0) {
      const again = readHash()?.get(AGAIN);
      writeHash(again === undefined ? known : { ...known, [AGAIN]: again });
    }
  }

  /** What has been answered is why. */
  #copyResult() {
    const { steps } = this.#shown;
    const share = part(this, "share");
    const { line } = shareWords(share);
    const reasons = steps.map(({ id, option }) => filled(line, { label: this.#short(id), value: option.label }));
    return shareResult(part(this, "result"), share, reasons, hashOf(given(steps)));
  }

  /** @param {string} id */
  #short(id) {
    return this.#tree.factors.find((factor) => factor.id === id)?.short ?? "";
  }

  /** @param {string} address */
  #show(address) {
    const { steps, node } = this.#shown;
    const found = this.#tree.nodes[node];
    const settled = found?.options ? undefined : found;
    part(this, "asking").hidden = Boolean(settled);
    part(this, "result").hidden = !settled;
    if (settled) {
      const about = { calculator: this.dataset.calculator ?? "", values: exactly(this.#tree, steps) };
      showResult(part(this, "result"), settled, about);
      part(this, "calculator", HTMLAnchorElement).hash = address;
    } else {
      part(this, "number").textContent = String(steps.length + 1);
      this.#showQuestion(node);
    }
    for (const next of all(this, ".pb-next")) {
      next.hidden = next.dataset.level !== String(settled?.level);
    }
    this.#showPath(steps);
    withdrawShared(part(this, "share"));
  }

  /** @param {number} node */
  #showQuestion(node) {
    showOnly(this, "node", String(node));
    const { id, options } = questionAt(this.#tree, node);
    const before = this.#kept.get(id);
    all(this, `[data-node="${node}"] [data-option]`).forEach((button, place) => {
      if (before?.every((cell) => options[place]?.cells.includes(cell))) {
        button.setAttribute("aria-current", "true");
      } else {
        button.removeAttribute("aria-current");
      }
    });
  }

  /** @param {Step[]} steps */
  #showPath(steps) {
    const items = steps.map(({ id, option }, place) => {
      const item = copyOf(this, "step", { short: this.#short(id), label: option.label });
      need(item, "[data-step]").dataset.step = String(place);
      return item;
    });
    part(this, "path").replaceChildren(...items);
    part(this, "answered").hidden = items.length === 0;
  }
}

/**
 * Returns the answers of a way through the tree as an address has them.
 * @param {Step[]} steps
 */
function given(steps) {
  return Object.fromEntries(steps.map(({ id, option }) => [id, option.value]));
}

/**
 * Returns those answers that say exactly one thing: of a range of numbers nobody knows which is meant.
 * @param {import("./tree-path.js").Tree} tree
 * @param {Step[]} steps
 */
function exactly({ factors }, steps) {
  const isOne = (/** @type {Step} */ { id, option: { cells, value } }) =>
    cells.length === 1 && (value === "" || !factors.find((factor) => factor.id === id)?.numbers);
  return given(steps.filter(isOne));
}

customElements.define("playbook-decide", PlaybookDecide);

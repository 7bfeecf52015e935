// <playbook-calculator>: gives a server-rendered form its answers. It holds no rule and no word: the rules are Python's,
// the words are the page's.

import { Runtime } from "./client.js";
import { changesOf, clearErrors, readForm, showError, writeForm } from "./form.js";
import { readHash, writeHash } from "./hash.js";
import { showResult } from "./result.js";

const TYPING_PAUSE = 150;
const runtime = new Runtime();

class PlaybookCalculator extends HTMLElement {
  #leaving = null; // aborts every listener of this element
  #timer = 0;
  #question = 0; // counts; only the answer to the last question is shown
  #complete = false; // whether the reader has asked for the answer: then a field not filled in yet is reported, too

  connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const form = this.#form;
    form.addEventListener("submit", (event) => this.#submit(event), { signal });
    form.addEventListener("input", () => this.#typed(), { signal });
    form.addEventListener("reset", () => setTimeout(() => this.#emptied()), { signal });
    form.addEventListener("focusin", () => runtime.start(), { signal });
    this.querySelector('[data-action="retry"]')?.addEventListener("click", () => this.#retry(), { signal });
    addEventListener("hashchange", () => this.#followHash(), { signal });
    runtime.addEventListener("change", () => this.#showState(), { signal });
    this.#showState();
    this.#followHash();
    whenIdle(() => runtime.start());
  }

  disconnectedCallback() {
    this.#leaving.abort();
    clearTimeout(this.#timer);
  }

  get #form() {
    return this.querySelector("form");
  }

  get #result() {
    return this.querySelector('[data-part="result"]');
  }

  #followHash() {
    const values = readHash();
    if (values) {
      writeForm(this.#form, values);
      this.#complete = true;
      this.#calculate();
    }
  }

  #submit(event) {
    event.preventDefault();
    this.#complete = true;
    this.#calculate({ focus: true });
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#calculate(), TYPING_PAUSE);
  }

  #retry() {
    if (runtime.state === "failed") {
      runtime.retry();
    } else {
      this.#calculate();
    }
  }

  #emptied() {
    clearTimeout(this.#timer);
    this.#question += 1;
    this.#complete = false;
    clearErrors(this.#form);
    this.#result.hidden = true;
    writeHash({});
  }

  async #calculate({ focus = false } = {}) {
    clearTimeout(this.#timer);
    const question = ++this.#question;
    const inputs = readForm(this.#form);
    writeHash(changesOf(this.#form));
    let answer;
    try {
      answer = await runtime.calculate(this.getAttribute("name"), inputs);
    } catch (error) {
      answer = { failure: error };
    }
    if (question !== this.#question) {
      return;
    }
    clearErrors(this.#form);
    this.#result.hidden = true;
    this.#showState();
    if (answer.result) {
      showResult(this.#result, answer.result);
    } else if (answer.error) {
      this.#showError(answer.error, inputs, focus);
    } else {
      console.error(answer.failure);
      this.#show("failed", { code: "internal", detail: lastLine(answer.failure.message) });
    }
  }

  #showError({ field, message }, inputs, focus) {
    if (!this.#complete && !(field in inputs)) {
      return;
    }
    const control = showError(this.#form, field, message);
    if (!control) {
      this.#show("failed", { code: "internal", detail: message });
    } else if (focus) {
      control.focus();
    }
  }

  #showState() {
    this.#show(runtime.state, runtime.failure);
    const progress = this.querySelector("progress");
    if (progress && runtime.total) {
      progress.max = runtime.total;
      progress.value = runtime.loaded;
    }
  }

  // Shows the part of the page that belongs to `state`; of a failure, the sentence for its code.
  #show(state, failure) {
    if (this.getAttribute("state") !== state) {
      this.setAttribute("state", state);
    }
    for (const part of this.querySelectorAll("[data-state]")) {
      part.hidden = part.dataset.state !== state;
    }
    if (failure) {
      this.#result.hidden = true;
      for (const part of this.querySelectorAll("[data-failure]")) {
        part.hidden = part.dataset.failure !== failure.code;
      }
      this.querySelectorAll('[data-part="detail"]').forEach((part) => (part.textContent = failure.detail));
    }
  }
}

// Calls `task` when the browser has nothing better to do, unless the reader pays for every byte.
function whenIdle(task) {
  const { saveData, effectiveType = "" } = navigator.connection ?? {};
  if (!saveData && !effectiveType.endsWith("2g")) {
    (globalThis.requestIdleCallback ?? ((later) => setTimeout(later, 1000)))(task);
  }
}

function lastLine(text) {
  return text.trim().split("\n").pop();
}

customElements.define("playbook-calculator", PlaybookCalculator);

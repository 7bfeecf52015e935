// <playbook-calculator>: gives a server-rendered form its answers: at once from the page's table, if it has one, then
// from Python, which confirms them and says why. It holds no rule and no word: the rules are Python's, the words the page's.

import { agrees, lookUp } from "../python/answer-table.js";
import { Runtime } from "../python/client.js";
import { takeFiles } from "../shared/files.js";
import { changesOf, clearErrors, readForm, showError, writeForm } from "../shared/form.js";
import { hashOf, readHash, writeHash } from "../shared/hash.js";
import { showResult, showValues } from "./result.js";
import { shareResult, showDropped, withdrawShared } from "../shared/share.js";
import { isThrifty } from "../shared/data-saver.js";

const TYPING_PAUSE = 150;
const BLINK = 100; // milliseconds
// Whoever opens a calculator's page will ask it something: Python starts while the page is still being read, unless the
// reader pays for every byte.
const runtime = new Runtime(document.currentScript.dataset.worker);
if (!isThrifty()) {
  runtime.start();
}

class PlaybookCalculator extends HTMLElement {
  #leaving = null; // aborts every listener of this element
  #table = null; // the answers that the build made; null where the calculator has too many
  #timer = 0;
  #answered = ""; // the inputs of the result that is shown, as an address has them
  #question = 0; // counts; only the answer to the last question is shown
  #asking = false; // whether the reader has given anything to be answered
  #complete = false; // whether the reader has asked for the answer: then a field not filled in yet is reported, too

  connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.#table = JSON.parse(this.querySelector("script[type='application/json']")?.textContent ?? "null");
    const form = this.#form;
    form.addEventListener("submit", (event) => this.#submit(event), { signal });
    form.addEventListener("input", () => this.#typed(), { signal });
    form.addEventListener("reset", () => setTimeout(() => this.#emptied()), { signal });
    takeFiles(form, signal);
    form.addEventListener("focusin", () => runtime.start(), { signal });
    this.querySelector('[data-action="retry"]')?.addEventListener("click", () => this.#retry(), { signal });
    this.querySelector('[data-action="share"]').addEventListener("click", () => this.#copyResult(), { signal });
    addEventListener("hashchange", () => this.#followHash(), { signal });
    runtime.addEventListener("change", () => this.#showState(), { signal });
    this.#showState();
    this.#followHash();
  }

  disconnectedCallback() {
    this.#leaving.abort();
    clearTimeout(this.#timer);
  }

  get #form() {
    return this.querySelector("form");
  }

  get #differs() {
    return this.querySelector('[data-part="differs"]');
  }

  get #result() {
    return this.querySelector('[data-part="result"]');
  }

  #followHash() {
    const values = readHash();
    if (values) {
      showDropped(this.querySelector('[data-part="dropped"]'), writeForm(this.#form, values));
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
    this.#question += 1;
    this.#asking = true;
    this.#answerFromTable();
    this.#timer = setTimeout(() => this.#calculate(), TYPING_PAUSE);
  }

  // Where only the table has answered, the page may still show the reasons of the answer before.
  #copyResult() {
    const said = this.#result.dataset.from === "python" ? [...this.#result.querySelectorAll('[data-part="reasons"] li')] : [];
    const level = this.#result.querySelector('[data-result="level"]')?.dataset.value;
    const agreed = said.filter(({ dataset }) => level === undefined || ["", level].includes(dataset.level));
    const reasons = agreed.map((item) => item.querySelector('[data-part="text"]').textContent);
    shareResult(this.#result, this.querySelector('[data-part="share"]'), reasons, this.#answered);
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
    this.#asking = false;
    this.#complete = false;
    clearErrors(this.#form);
    showDropped(this.querySelector('[data-part="dropped"]'), []);
    this.#withdraw();
    writeHash({});
  }

  async #calculate({ focus = false } = {}) {
    clearTimeout(this.#timer);
    const question = ++this.#question;
    this.#asking = true;
    const inputs = readForm(this.#form);
    const changes = changesOf(this.#form);
    writeHash(changes);
    let late = 0;
    if (runtime.state === "ready") {
      // Python answers before the table's answer would be drawn, unless it is busy.
      late = setTimeout(() => question === this.#question && this.#answerFromTable(inputs), BLINK);
    } else {
      this.#answerFromTable(inputs);
    }
    let answer;
    try {
      answer = await runtime.calculate(this.getAttribute("name"), inputs);
    } catch (error) {
      answer = { failure: error };
    }
    clearTimeout(late);
    if (question !== this.#question) {
      return;
    }
    if (answer.failure) {
      console.error(answer.failure);
      this.#show("failed", { code: "internal", detail: lastLine(answer.failure.message) });
      return;
    }
    clearErrors(this.#form);
    this.#showState();
    if (answer.result) {
      this.#result.dataset.from = "python";
      this.#shows(changes);
      showResult(this.#result, answer.result);
    } else {
      this.#withdraw();
      this.#showError(answer.error, inputs, focus);
    }
    const found = this.#lookUp(inputs);
    this.#differs.hidden = !found || Boolean(answer.result && agrees(found, answer.result));
  }

  #lookUp(inputs) {
    return this.#table && lookUp(this.#table, inputs);
  }

  // Shows what the table says of `inputs`. Where Python is about to answer, what it said last stays until
  // then: reasons beside the table's new values, or all of it where the table has no answer.
  #answerFromTable(inputs = readForm(this.#form), expectPython = runtime.state === "ready" && !this.#result.hidden) {
    const found = this.#lookUp(inputs);
    if (found) {
      const show = expectPython ? showValues : showResult;
      clearErrors(this.#form);
      this.#differs.hidden = true;
      this.#result.dataset.from = "table";
      this.#shows(changesOf(this.#form));
      show(this.#result, found);
    } else if (!expectPython) {
      this.#withdraw();
    }
  }

  // A text copied before belongs to other inputs.
  #shows(changes) {
    const inputs = hashOf(changes);
    if (inputs !== this.#answered) {
      withdrawShared(this.querySelector('[data-part="share"]'));
    }
    this.#answered = inputs;
  }

  #withdraw() {
    this.#result.hidden = true;
    this.#differs.hidden = true;
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
      if (this.#asking) {
        this.#answerFromTable(readForm(this.#form), false);
      }
      for (const part of this.querySelectorAll("[data-failure]")) {
        part.hidden = part.dataset.failure !== failure.code;
      }
      this.querySelectorAll('[data-part="detail"]').forEach((part) => (part.textContent = failure.detail));
    }
  }
}

function lastLine(text) {
  return text.trim().split("\n").pop();
}

customElements.define("playbook-calculator", PlaybookCalculator);

// <playbook-calculator>: gives a server-rendered form its answers: at once from the page's table, if it has one, then
// from Python, which confirms them and says why. It holds no rule and no word: the rules are Python's, the words the
// page's.

import { agrees, lookUp } from "../python/answer-table.js";
import { Runtime } from "../python/client.js";
import { savesData } from "../shared/data-saver.js";
import { PageElement, Pause } from "../shared/element.js";
import { takeFiles } from "../shared/files.js";
import { changesOf, clearErrors, everyField, readForm, showError, writeForm } from "../shared/form.js";
import { hashOf, readHash, writeHash } from "../shared/hash.js";
import { all, control, dataOf, find, need, part, showOnly } from "../shared/page.js";
import { shareResult, showDropped, withdrawShared } from "../shared/share.js";
import { showResult, showValues } from "./result.js";

/** @typedef {import("../python/answer-table.js").Table} Table */
/** @typedef {import("../python/messages.js").Fault} Fault */
/** @typedef {Record<string, unknown>} Inputs */

const TYPING_PAUSE = 150;
const BLINK = 100; // milliseconds
// Whoever opens a calculator's page will ask it something: Python starts while the page is still being read, unless the
// reader pays for every byte.
const runtime = Runtime.ofScript();
if (!savesData()) {
  runtime.start();
}

class PlaybookCalculator extends PageElement {
  /** @type {Table | null} the answers that the build made; null where the calculator has too many */
  #table = null;
  #typing = new Pause(TYPING_PAUSE, () => void this.#calculate());
  #answered = ""; // the inputs of the result that is shown, as an address has them
  #question = 0; // counts; only the answer to the last question is shown
  #asking = false; // whether the reader has given anything to be answered
  #complete = false; // whether the reader has asked for the answer: then a field not filled in yet is reported, too

  /** @param {AbortSignal} signal */
  connected(signal) {
    this.#table = /** @type {Table | null} */ (dataOf(this));
    const form = this.#form;
    form.addEventListener("submit", (event) => this.#submit(event), { signal });
    form.addEventListener("input", () => this.#typed(), { signal });
    form.addEventListener("reset", (event) => this.#emptied(event), { signal });
    takeFiles(form, signal);
    form.addEventListener("focusin", () => runtime.start(), { signal });
    find(this, '[data-action="retry"]')?.addEventListener("click", () => this.#retry(), { signal });
    control(this, "share").addEventListener("click", () => void this.#copyResult(), { signal });
    addEventListener("hashchange", () => this.#followHash(), { signal });
    runtime.addEventListener("change", () => this.#showState(), { signal });
    signal.addEventListener("abort", () => this.#typing.end());
    this.#showState();
    this.#followHash();
  }

  get #form() {
    return need(this, "form", HTMLFormElement);
  }

  get #case() {
    return { calculator: this.getAttribute("name") ?? "", values: everyField(this.#form) };
  }

  get #differs() {
    return part(this, "differs");
  }

  get #result() {
    return part(this, "result");
  }

  #followHash() {
    const values = readHash();
    if (values) {
      showDropped(this, writeForm(this.#form, values));
      this.#complete = true;
      void this.#calculate();
    }
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.#complete = true;
    void this.#calculate({ focus: true });
  }

  #typed() {
    this.#question += 1;
    this.#asking = true;
    writeHash(changesOf(this.#form)); // at once: the page may go before the pause is over
    this.#answerFromTable();
    this.#typing.begin();
  }

  /** Where only the table has answered, the page may still show the reasons of the answer before. */
  #copyResult() {
    const fromPython = this.#result.dataset.from === "python";
    const said = fromPython ? all(this.#result, '[data-part="reasons"] li') : [];
    const level = find(this.#result, '[data-result="level"]')?.dataset.value;
    const agreed = said.filter(({ dataset }) => level === undefined || ["", level].includes(dataset.level ?? ""));
    const reasons = agreed.map((item) => part(item, "text").textContent);
    return shareResult(this.#result, part(this, "share"), reasons, this.#answered);
  }

  #retry() {
    if (runtime.state === "failed") {
      runtime.retry();
    } else {
      void this.#calculate();
    }
  }

  /** At once, and in the browser's stead: what is typed right after it stays. @param {Event} event */
  #emptied(event) {
    event.preventDefault();
    this.#typing.end();
    this.#question += 1;
    this.#asking = false;
    this.#complete = false;
    clearErrors(this.#form);
    showDropped(this, writeForm(this.#form, new Map()));
    this.#withdraw();
    writeHash({});
  }

  async #calculate({ focus = false } = {}) {
    this.#typing.end();
    const question = ++this.#question;
    this.#asking = true;
    const inputs = readForm(this.#form);
    const changes = changesOf(this.#form);
    writeHash(changes);
    // Python answers before the table's answer would be drawn, unless it is busy.
    const isLatest = () => question === this.#question;
    const late = new Pause(BLINK, () => isLatest() && this.#answerFromTable(inputs));
    if (runtime.state === "ready") {
      late.begin();
    } else {
      this.#answerFromTable(inputs);
    }
    let answer;
    try {
      answer = await runtime.calculate(this.getAttribute("name") ?? "", inputs);
    } catch (error) {
      answer = { failure: /** @type {Error} */ (error) };
    }
    late.end();
    if (!isLatest()) {
      return;
    }
    if ("failure" in answer) {
      console.error(answer.failure);
      this.#show("failed", { code: "internal", detail: lastLine(answer.failure.message) });
      return;
    }
    clearErrors(this.#form);
    this.#showState();
    const { result, error } = answer;
    if (result) {
      this.#result.dataset.from = "python";
      this.#shows(hashOf(changes));
      showResult(this.#result, result, this.#case);
    } else {
      this.#withdraw();
    }
    if (error) {
      this.#showError(error, inputs, focus);
    }
    const found = this.#lookUp(inputs);
    this.#differs.hidden = !found || Boolean(result && agrees(found, result));
  }

  /** @param {Inputs} inputs */
  #lookUp(inputs) {
    return this.#table && lookUp(this.#table, inputs);
  }

  /**
   * Shows what the table says of `inputs`. Where Python is about to answer, what it said last stays until then: reasons
   * beside the table's new values, or all of it where the table has no answer.
   * @param {Inputs} inputs
   */
  #answerFromTable(inputs = readForm(this.#form), expectPython = runtime.state === "ready" && !this.#result.hidden) {
    const found = this.#lookUp(inputs);
    if (found) {
      const show = expectPython ? showValues : showResult;
      clearErrors(this.#form);
      this.#differs.hidden = true;
      this.#result.dataset.from = "table";
      this.#shows(hashOf(changesOf(this.#form)));
      show(this.#result, found, this.#case);
    } else if (!expectPython) {
      this.#withdraw();
    }
  }

  /**
   * A text copied before belongs to other inputs.
   * @param {string} inputs
   */
  #shows(inputs) {
    if (inputs !== this.#answered) {
      withdrawShared(part(this, "share"));
    }
    this.#answered = inputs;
  }

  #withdraw() {
    this.#result.hidden = true;
    this.#differs.hidden = true;
  }

  /**
   * @param {Fault} fault
   * @param {Inputs} inputs
   * @param {boolean} focus
   */
  #showError({ field, message }, inputs, focus) {
    if (!this.#complete && !(field in inputs)) {
      return;
    }
    const first = showError(this.#form, field, message);
    if (!first) {
      this.#show("failed", { code: "internal", detail: message });
    } else if (focus) {
      first.focus();
    }
  }

  #showState() {
    this.#show(runtime.state, runtime.failure);
    const progress = find(this, "progress", HTMLProgressElement);
    if (progress && runtime.total) {
      progress.max = runtime.total;
      progress.value = runtime.loaded;
    }
  }

  /**
   * Shows the part of the page that belongs to `state`; of a failure, the sentence for its code.
   * @param {Runtime["state"]} state
   * @param {Runtime["failure"]} failure
   */
  #show(state, failure) {
    if (this.getAttribute("state") !== state) {
      this.setAttribute("state", state);
    }
    showOnly(this, "state", state);
    if (failure) {
      if (this.#asking) {
        this.#answerFromTable(readForm(this.#form), false);
      }
      showOnly(this, "failure", failure.code);
      all(this, '[data-part="detail"]').forEach((place) => (place.textContent = failure.detail));
    }
  }
}

/** @param {string} text */
function lastLine(text) {
  return text.trim().split("\n").pop() ?? "";
}

customElements.define("playbook-calculator", PlaybookCalculator);

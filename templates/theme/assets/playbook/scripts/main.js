// <playbook-script>: fills a script's blanks from its fields, copies and shares what is ready to be said.
// <playbook-picker>: for which incident. The words are the page's.

import { nameOf } from "../incident/record.js";
import { copyAndSay } from "../shared/clipboard.js";
import { Clock, HOUR } from "../shared/clock.js";
import { PageElement, every } from "../shared/element.js";
import { clearErrors, labelOf } from "../shared/form.js";
import { readHash } from "../shared/hash.js";
import { all, control, dataOf, drawn, itemOf, need, origin, part, showOnly } from "../shared/page.js";
import { showConflicts } from "../store/conflicts.js";
import { showFailure } from "../store/failure.js";
import { complete, preview } from "./fields.js";
import { Values } from "./values.js";

const QUARTER = HOUR / 4;
const OFTEN = 30_000; // ms
const APPROVED = "approved"; // what is kept of a promise that is ticked
const clock = Clock.ofPage();
const values = new Values();

class PlaybookScript extends PageElement {
  #touched = false; // whether the reader has typed here, so that it is here that something is said of it

  /** @param {AbortSignal} signal */
  connected(signal) {
    const form = this.#form;
    form.hidden = form.elements.length === 0;
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    form.addEventListener("input", (event) => this.#typed(origin(event, "input", HTMLInputElement)), { signal });
    form.addEventListener("keydown", (event) => this.#next(event), { signal });
    this.addEventListener("click", (event) => this.#clicked(origin(event, "button")), { signal });
    values.addEventListener("change", () => this.#changed(), { signal });
    values.addEventListener("kept", () => this.#tell(null), { signal });
    values.addEventListener("failed", () => this.#tell(values.failure), { signal });
    values.addEventListener("conflicts", () => this.#showConflicts(), { signal });
    control(this, "copy").hidden = false;
    control(this, "share").hidden = typeof navigator.share !== "function";
    control(this, "clear").hidden = form.hidden;
    this.#changed();
    every(OFTEN, () => this.#tick(), signal);
  }

  get #form() {
    return need(this, "form", HTMLFormElement);
  }

  get #words() {
    return /** @type {{ words: import("./fields.js").Words }} */ (dataOf(this)).words;
  }

  get #speech() {
    return need(this, ".pb-speech");
  }

  get #inputs() {
    return all(this.#form, "input", HTMLInputElement);
  }

  /** Another incident has other values, and another customer who may be called at other hours. */
  #changed() {
    this.#fill();
    this.#tick();
  }

  #fill() {
    for (const input of this.#inputs) {
      const value = values.get(input.name);
      if (input.dataset.kind) {
        input.value = input.value.trim() === value ? input.value : value; // a blank at its end is the next word's
      } else {
        input.checked = value === APPROVED; // for this customer, and for no other
      }
    }
    this.#preview();
  }

  #preview() {
    preview(this.#form, this.#speech);
    part(this, "remembered").hidden = true;
    showOnly(this, "copied", null);
  }

  /** @param {HTMLInputElement | null} input */
  #typed(input) {
    if (input) {
      this.#touched = true;
      values.set(input.name, input.dataset.kind ? input.value.trim() : input.checked ? APPROVED : "");
      clearErrors(this.#form);
      this.#preview();
    }
  }

  /**
   * Enter goes to the next field, on the last one it copies.
   * @param {KeyboardEvent} event
   */
  #next(event) {
    const inputs = all(this.#form, "[data-kind]", HTMLInputElement);
    const at = inputs.findIndex((input) => input === event.target);
    if (event.key === "Enter" && at >= 0 && !event.isComposing) {
      event.preventDefault();
      (inputs[at + 1] ?? control(this, "copy")).focus();
    }
  }

  /** @param {HTMLElement | null} button */
  #clicked(button) {
    const { inHours, action } = button?.dataset ?? {};
    if (button && inHours) {
      const input = need(button.closest("[data-field]") ?? this, "input", HTMLInputElement);
      input.value = clock.say(this.#awake(momentIn(Number(inHours))));
      this.#typed(input);
    } else if (action === "clear") {
      clearErrors(this.#form);
      void values.clear(this.#inputs.map(({ name }) => name));
    } else if (action && complete(this.#form, this.#speech, this.#words)) {
      this.#tick();
      void values.keep(); // what has been said is what the incident knows
      void (action === "share" ? this.#share() : copyAndSay(this.#speech, this));
    }
  }

  async #share() {
    try {
      await navigator.share({ text: this.#speech.innerText });
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) {
        await copyAndSay(this.#speech, this);
      }
    }
  }

  /** Says the moments as they are now. */
  #tick() {
    for (const chip of all(this, "[data-in-hours]")) {
      const asked = momentIn(Number(chip.dataset.inHours));
      const moment = this.#awake(asked);
      need(chip, "b").textContent = clock.say(moment);
      part(chip, "after").hidden = moment !== asked;
      part(chip, "moved").hidden = moment === asked;
    }
    const { everyHours } = this.dataset;
    part(this, "promise").hidden = !everyHours;
    if (everyHours) {
      const due = Date.now() + Number(everyHours) * HOUR;
      part(this, "moment").textContent = clock.say(this.#awake(due));
      part(this, "promise-moved").hidden = this.#awake(due) === due;
    }
  }

  /**
   * Returns the moment, or where that is no time to call a customer, the next one that is.
   * @param {number} moment
   */
  #awake(moment) {
    return this.dataset.audience === "customer" && !values.isAnyHour ? clock.awake(moment) : moment;
  }

  #showConflicts() {
    const named = new Map(this.#inputs.map((input) => [input.name, labelOf(input)]));
    showConflicts(
      this,
      values.conflicts.filter(({ name }) => named.has(name)),
      ({ name }) => named.get(name) ?? name,
      (conflict, here) => void values.decide(conflict, here),
    );
  }

  /** @param {unknown} failure */
  #tell(failure) {
    part(this, "remembered").hidden = Boolean(failure) || !this.#touched;
    if (this.#touched) {
      showFailure(this, failure);
    }
  }
}

/**
 * The next quarter of an hour: nobody says 16:07.
 * @param {number} hours
 */
function momentIn(hours) {
  return Math.ceil((Date.now() + hours * HOUR) / QUARTER) * QUARTER;
}

class PlaybookPicker extends PageElement {
  /** @param {AbortSignal} signal */
  connected(signal) {
    const none = need(this, '[data-incident=""]');
    this.addEventListener("click", (event) => void this.#pick(origin(event, "[data-incident]")), { signal });
    values.addEventListener("incidents", () => void this.#list(none), { signal });
    values.addEventListener("change", () => this.#mark(), { signal });
    addEventListener("hashchange", () => void this.#followHash(), { signal });
    void this.#start(none);
  }

  /** @param {HTMLElement} none the button for no incident */
  async #start(none) {
    try {
      await values.open();
    } catch {
      return; // without a store there are no incidents to fill in for
    }
    await this.#list(none);
    await this.#followHash();
  }

  /** The address names the incident, and the script to be seen. */
  async #followHash() {
    const hash = readHash();
    const incident = hash?.get("incident");
    if (incident) {
      await values.choose(incident);
    }
    document.getElementById(hash?.get("script") ?? "")?.scrollIntoView();
  }

  /** @param {HTMLElement} none */
  async #list(none) {
    const { words } = /** @type {{ words: { unnamed: string } }} */ (dataOf(this));
    const incidents = await values.incidents();
    const buttons = incidents.map((record) => {
      const button = drawn("button", record.id, () => {
        const name = nameOf(record) || `${words.unnamed} ${clock.say(record.started)}`;
        return Object.assign(itemOf(this, "choice"), { textContent: name });
      });
      button.dataset.incident = record.id;
      button.dataset.level = String(record.plan.level);
      return button;
    });
    part(this, "choices").replaceChildren(...buttons, none);
    this.hidden = incidents.length === 0;
    this.#mark();
  }

  /** @param {HTMLElement | null} button */
  async #pick(button) {
    if (button) {
      const { incident = "" } = button.dataset;
      await values.choose(incident === "" ? null : incident);
    }
  }

  #mark() {
    for (const button of all(this, "[data-incident]")) {
      button.setAttribute("aria-pressed", String(button.dataset.incident === (values.incident ?? "")));
    }
  }
}

customElements.define("playbook-script", PlaybookScript);
customElements.define("playbook-picker", PlaybookPicker);

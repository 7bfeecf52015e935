// <playbook-script>: fills a script's blanks from its fields, copies and shares what is ready to be said.
// <playbook-picker>: for which incident. The words are the page's.

import { copyAndSay } from "../shared/clipboard.js";
import { Clock, HOUR } from "../shared/clock.js";
import { clearErrors } from "../shared/form.js";
import { readHash } from "../shared/hash.js";
import { nameOf } from "../incident/record.js";
import { showFailure } from "../store/failure.js";
import { complete, preview } from "./fields.js";
import { Values } from "./values.js";

const QUARTER = HOUR / 4;
const APPROVED = "approved"; // what is kept of a promise that is ticked
const clock = Clock.ofPage();
const values = new Values();

class PlaybookScript extends HTMLElement {
  #touched = false; // whether the reader has typed here, so that it is here that something is said of it

  connectedCallback() {
    const form = this.#form;
    form.hidden = form.elements.length === 0;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => this.#typed(target));
    form.addEventListener("keydown", (event) => this.#next(event));
    this.addEventListener("click", ({ target }) => this.#clicked(target.closest("button")));
    values.addEventListener("change", () => this.#fill());
    values.addEventListener("kept", () => this.#tell(null));
    values.addEventListener("failed", ({ detail }) => this.#tell(detail));
    this.#button("copy").hidden = false;
    this.#button("share").hidden = typeof navigator.share !== "function";
    this.#button("clear").hidden = form.hidden;
    this.#fill();
    this.#tick();
    setInterval(() => this.#tick(), 30_000);
  }

  get #form() {
    return this.querySelector("form");
  }

  get #speech() {
    return this.querySelector(".pb-speech");
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #button(action) {
    return this.querySelector(`[data-action="${action}"]`);
  }

  #fill() {
    for (const input of this.#form.querySelectorAll("input")) {
      if (input.dataset.kind) {
        input.value = values.get(input.name);
      } else {
        input.checked = values.get(input.name) === APPROVED; // for this customer, and for no other
      }
    }
    this.#preview();
  }

  #preview() {
    preview(this.#form, this.#speech);
    this.#part("remembered").hidden = true;
    for (const word of this.querySelectorAll("[data-copied]")) {
      word.hidden = true;
    }
  }

  #typed(input) {
    this.#touched = true;
    values.set(input.name, input.dataset.kind ? input.value.trim() : input.checked ? APPROVED : "");
    clearErrors(this.#form);
    this.#preview();
  }

  // Enter goes to the next field, on the last one it copies.
  #next(event) {
    if (event.key === "Enter" && event.target.dataset.kind && !event.isComposing) {
      event.preventDefault();
      const inputs = [...this.#form.querySelectorAll("[data-kind]")];
      const following = inputs[inputs.indexOf(event.target) + 1];
      (following ?? this.#button("copy")).focus();
    }
  }

  #clicked(button) {
    if (button?.dataset.inHours) {
      const input = button.closest("[data-field]").querySelector("input");
      input.value = clock.say(momentIn(Number(button.dataset.inHours)));
      this.#typed(input);
    } else if (button?.dataset.action === "clear") {
      clearErrors(this.#form);
      values.clear([...this.#form.querySelectorAll("input")].map(({ name }) => name));
    } else if (button?.dataset.action && complete(this.#form, this.#speech)) {
      this.#tick();
      values.keep(); // what has been said is what the incident knows
      (button.dataset.action === "share" ? this.#share() : copyAndSay(this.#speech, this));
    }
  }

  async #share() {
    try {
      await navigator.share({ text: this.#speech.innerText });
    } catch (error) {
      if (error.name !== "AbortError") {
        await copyAndSay(this.#speech, this);
      }
    }
  }

  // Says the moments as they are now.
  #tick() {
    for (const chip of this.querySelectorAll("[data-in-hours]")) {
      chip.querySelector("b").textContent = clock.say(momentIn(Number(chip.dataset.inHours)));
    }
    const { everyHours } = this.dataset;
    this.#part("promise").hidden = !everyHours;
    if (everyHours) {
      this.#part("moment").textContent = clock.say(Date.now() + everyHours * HOUR);
    }
  }

  #tell(failure) {
    this.#part("remembered").hidden = Boolean(failure) || !this.#touched;
    if (this.#touched) {
      showFailure(this, failure);
    }
  }
}

// The next quarter of an hour: nobody says 16:07.
function momentIn(hours) {
  return Math.ceil((Date.now() + hours * HOUR) / QUARTER) * QUARTER;
}

class PlaybookPicker extends HTMLElement {
  async connectedCallback() {
    this.addEventListener("click", ({ target }) => this.#pick(target.closest("[data-incident]")));
    values.addEventListener("incidents", () => this.#list());
    values.addEventListener("change", () => this.#mark());
    try {
      await values.open();
    } catch {
      return; // without a store there are no incidents to fill in for
    }
    addEventListener("hashchange", () => this.#followHash());
    await this.#list();
    await this.#followHash();
  }

  // The address names the incident, and the script to be seen.
  async #followHash() {
    const hash = readHash();
    if (hash?.get("incident")) {
      await values.choose(hash.get("incident"));
    }
    document.getElementById(hash?.get("script"))?.scrollIntoView();
  }

  async #list() {
    const template = this.querySelector("template");
    const incidents = await values.incidents();
    const buttons = incidents.map((record) => {
      const button = template.content.firstElementChild.cloneNode(true);
      button.dataset.incident = record.id;
      button.dataset.level = record.plan.level;
      button.textContent = nameOf(record) || `${template.dataset.unnamed} ${clock.say(record.started)}`;
      return button;
    });
    const [none] = this.querySelectorAll('[data-incident=""]');
    this.querySelector('[data-part="choices"]').replaceChildren(...buttons, none);
    this.hidden = incidents.length === 0;
    this.#mark();
  }

  async #pick(button) {
    if (button) {
      await values.choose(button.dataset.incident || null);
    }
  }

  #mark() {
    for (const button of this.querySelectorAll("[data-incident]")) {
      button.setAttribute("aria-pressed", String(button.dataset.incident === (values.incident ?? "")));
    }
  }
}

customElements.define("playbook-script", PlaybookScript);
customElements.define("playbook-picker", PlaybookPicker);

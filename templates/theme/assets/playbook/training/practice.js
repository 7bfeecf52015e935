// <playbook-practice>: questions chosen by what this device remembers, and how ready each skill is. It begins with a question of
// every topic; all the others are fetched once somebody answers, and until they are there it goes on with those.

import { save } from "../shared/files.js";
import { canAsk, loaded } from "../shared/script-loading.js";
import { Keeping } from "./progress.js";
import { Memory } from "./memory.js";
import { unpacked } from "./packed.js";
import { part } from "./parts.js";
import { Question, keyed } from "./question.js";
import { Session } from "./session.js";

class PlaybookPractice extends HTMLElement {
  #items;
  #all = false; // whether those are all there are
  #changed; // topics whose rules have changed
  #keeping;
  #memory;
  #session;
  #number = 0;
  #unkeyed;

  async connectedCallback() {
    this.#items = unpacked(globalThis.OPENING);
    this.#changed = new Set(this.dataset.changed.split(" ").filter(Boolean));
    this.#keeping = new Keeping(this);
    this.#memory = new Memory(Number(this.dataset.retention), await this.#keeping.all());
    part(this, "plain").classList.add("pb-on-paper");
    part(this, "live").hidden = false;
    part(this, "progress").hidden = false;
    part(this, "skills").addEventListener("change", () => this.#begin({ focus: true }));
    this.#unkeyed = keyed(this);
    this.addEventListener("click", ({ target }) => this.#clicked(target.closest("[data-action]")?.dataset.action));
    this.querySelector('[data-action="import"]').addEventListener("change", ({ target }) => this.#import(target));
    this.#begin({ focus: false });
  }

  disconnectedCallback() {
    this.#unkeyed?.();
  }

  #begin(how) {
    const { apart, running } = this.dataset;
    this.#session = new Session(this.#chosen(this.#items), this.#memory, {
      apart: Number(apart),
      running: Number(running),
      changed: this.#changed,
    });
    this.#number = 0;
    this.#showReadiness();
    this.#next(how);
  }

  // The questions of the skill that is practised.
  #chosen(items) {
    const skill = this.querySelector('[name="skill"]:checked').value;
    return items.filter((item) => !skill || item.skill === skill);
  }

  async #fetchAll() {
    if (this.#all || !canAsk()) {
      return;
    }
    this.#all = true;
    try {
      await loaded(this.dataset.all);
    } catch {
      this.#all = false; // the next answer asks again
      return;
    }
    const known = new Set(this.#items.map(({ id }) => id));
    const others = unpacked(globalThis.QUESTIONS).filter(({ id }) => !known.has(id));
    this.#items.push(...others);
    this.#session.add(this.#chosen(others));
  }

  #next(how) {
    const item = this.#session.next(new Date());
    this.#number += 1;
    const question = new Question(this, item, this.#number, (chosen) => this.#answered(question, item, chosen));
    part(question.element, "skill").textContent = this.querySelector(
      `[data-skill="${CSS.escape(item.skill)}"] [data-part="title"]`,
    ).textContent;
    question.show(how);
  }

  #answered(question, item, chosen) {
    question.explain(chosen);
    this.#session.answered(item, chosen);
    this.#keeping.put(this.#memory.answered(item, chosen, new Date()));
    this.#showReadiness();
    this.#fetchAll();
  }

  #clicked(action) {
    const doing = {
      next: () => this.#next({ focus: true }),
      export: () => this.#export(),
      forget: () => this.#ask(true),
      "forget-no": () => this.#ask(false),
      "forget-yes": () => this.#forget(),
    }[action];
    doing?.();
  }

  #showReadiness() {
    const now = new Date();
    for (const place of this.querySelectorAll("[data-skill]")) {
      const topics = [...place.querySelectorAll("[data-topic]")];
      const states = topics.map(({ dataset }) => this.#memory.state(dataset.topic, now, Number(this.dataset.days)));
      topics.forEach((topic, at) => (topic.hidden = states[at] !== "weak"));
      const count = (state) => states.filter((each) => each === state).length;
      part(place, "firm").textContent = count("firm");
      part(place, "of").textContent = states.length;
      part(place, "weak").textContent = count("weak");
      part(place, "meter").value = count("firm") / states.length;
      const open = count("new") ? "open" : "firm";
      const state = count("new") === states.length ? "new" : count("weak") ? "weak" : open;
      for (const said of place.querySelectorAll("[data-state]")) {
        said.hidden = said.dataset.state !== state;
      }
    }
    part(this, "changed").hidden = !this.#items.some(
      (item) => this.#changed.has(item.topic) && !this.#memory.isCurrent(item),
    );
  }

  async #export() {
    const kept = await this.#keeping.export();
    if (!kept) {
      return; // the page has said that nothing is kept
    }
    const file = new Blob([JSON.stringify(kept)], { type: "application/json" });
    save(file, this.dataset.file);
  }

  async #import(input) {
    const taken = await this.#keeping.import(await read(input.files[0]));
    input.value = ""; // so that the same file can be chosen again
    if (taken) {
      this.#memory.replace(await this.#keeping.all());
      this.#begin({ focus: false });
    }
    this.#say(taken ? "imported" : "not-imported");
  }

  #ask(asking) {
    part(this, "sure").hidden = !asking;
    this.querySelector(`[data-action="${asking ? "forget-no" : "forget"}"]`).focus();
  }

  async #forget() {
    await this.#keeping.forget();
    this.#memory.replace([]);
    this.#ask(false);
    this.#say("forgotten");
    this.#begin({ focus: false });
  }

  #say(what) {
    for (const said of this.querySelectorAll("[data-said]")) {
      said.hidden = said.dataset.said !== what;
    }
  }
}

// Returns what a file holds, undefined if it is not JSON.
async function read(file) {
  try {
    return JSON.parse(await file.text());
  } catch {
    return undefined;
  }
}

customElements.define("playbook-practice", PlaybookPractice);

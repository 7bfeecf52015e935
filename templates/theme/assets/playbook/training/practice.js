// <playbook-practice>: questions chosen by what this device remembers, and how ready each skill is. It begins with a
// question of every topic; all the others are fetched once somebody answers, and until they are there it goes on with
// those.

import { PageElement } from "../shared/element.js";
import { chosenFile } from "../shared/files.js";
import { control, need, origin, part, showOnly } from "../shared/page.js";
import { canAsk, loadScript } from "../shared/script-loading.js";
import { unpacked } from "./items.js";
import { Memory } from "./memory.js";
import { Progress } from "./progress.js";
import { Question, chooseByKeys } from "./question.js";
import { showReadiness } from "./readiness.js";
import { Session } from "./session.js";

/** @typedef {import("./items.js").Item} Item */

class PlaybookPractice extends PageElement {
  /** @param {AbortSignal} signal */
  connected(signal) {
    void this.#start(signal);
  }

  /** @param {AbortSignal} signal */
  async #start(signal) {
    const progress = new Progress(this, signal);
    const records = await progress.all();
    if (!signal.aborted) {
      new Practice(this, progress, records).start(signal);
    }
  }
}

class Practice {
  #root;
  #progress;
  #memory;
  #items = unpacked(globalThis.OPENING);
  #hasAll = false; // whether those are all there are
  #changed; // topics whose rules have changed
  #session;
  #number = 0;

  /**
   * @param {HTMLElement} root
   * @param {Progress} progress
   * @param {Awaited<ReturnType<Progress["all"]>>} records
   */
  constructor(root, progress, records) {
    this.#root = root;
    this.#progress = progress;
    this.#changed = new Set(root.dataset.changed?.split(" ").filter(Boolean));
    this.#memory = new Memory(Number(root.dataset.retention), records);
    this.#session = this.#newSession();
  }

  /** @param {AbortSignal} signal */
  start(signal) {
    const root = this.#root;
    const input = control(root, "import", HTMLInputElement);
    part(root, "plain").classList.add("pb-on-paper");
    part(root, "live").hidden = false;
    part(root, "progress").hidden = false;
    part(root, "skills").addEventListener("change", () => this.#begin({ focus: true }), { signal });
    chooseByKeys(root, signal);
    const clicked = (/** @type {Event} */ event) => this.#clicked(origin(event, "[data-action]")?.dataset.action);
    root.addEventListener("click", clicked, { signal });
    input.addEventListener("change", () => void this.#import(input), { signal });
    this.#progress.watch(({ removed }) => void this.#reread(removed));
    this.#begin({ focus: false });
  }

  /** @param {{ focus: boolean }} how */
  #begin(how) {
    this.#session = this.#newSession();
    this.#number = 0;
    this.#showReadiness();
    this.#next(how);
  }

  #newSession() {
    const { apart, running } = this.#root.dataset;
    return new Session(this.#chosen(this.#items), this.#memory, {
      apart: Number(apart),
      running: Number(running),
      changed: this.#changed,
    });
  }

  /**
   * The questions of the skill that is practised.
   * @param {Item[]} items
   */
  #chosen(items) {
    const skill = need(this.#root, '[name="skill"]:checked', HTMLInputElement).value;
    return items.filter((item) => !skill || item.skill === skill);
  }

  async #fetchAll() {
    if (this.#hasAll || !canAsk()) {
      return;
    }
    this.#hasAll = true;
    try {
      await loadScript(this.#root.dataset.all ?? "");
    } catch {
      this.#hasAll = false; // the next answer asks again
      return;
    }
    const known = new Set(this.#items.map(({ id }) => id));
    const others = unpacked(globalThis.QUESTIONS).filter(({ id }) => !known.has(id));
    this.#items.push(...others);
    this.#session.add(this.#chosen(others));
  }

  /** @param {{ focus: boolean }} how */
  #next(how) {
    const item = this.#session.next(new Date());
    this.#number += 1;
    const question = new Question(this.#root, item, this.#number, (chosen) => this.#answered(question, item, chosen));
    const skill = need(this.#root, `[data-skill="${CSS.escape(item.skill)}"]`);
    part(question.element, "skill").textContent = part(skill, "title").textContent;
    question.show(how);
  }

  /**
   * @param {Question} question
   * @param {Item} item
   * @param {string} chosen
   */
  #answered(question, item, chosen) {
    question.explain(chosen);
    this.#session.answered(item, chosen);
    void this.#progress.learn(this.#memory, item, chosen);
    this.#showReadiness();
    void this.#fetchAll();
  }

  /** @param {string | undefined} action */
  #clicked(action) {
    switch (action) {
      case "next":
        this.#next({ focus: true });
        break;
      case "export":
        void this.#export();
        break;
      case "forget":
        this.#ask(true);
        break;
      case "forget-no":
        this.#ask(false);
        break;
      case "forget-yes":
        void this.#forget();
        break;
    }
  }

  #showReadiness() {
    showReadiness(this.#root, this.#memory);
    part(this.#root, "changed").hidden = !this.#items.some(
      (item) => this.#changed.has(item.topic) && !this.#memory.isCurrent(item),
    );
  }

  async #export() {
    const carry = await this.#fetchCarry();
    await carry?.save(this.#memory.all(), this.#root.dataset.file ?? "");
  }

  /** Returns what takes records out and in; says so where it does not come. */
  async #fetchCarry() {
    try {
      await loadScript(this.#root.dataset.carry ?? "");
    } catch {
      this.#say("not-fetched");
      return null;
    }
    this.#say("");
    return globalThis.carry;
  }

  /** @param {boolean} [removed] whether somebody has forgotten all */
  async #reread(removed) {
    const records = await this.#progress.all();
    if (removed) {
      this.#memory.replace(records);
    } else {
      this.#memory.take(records);
    }
    this.#showReadiness();
  }

  /** @param {HTMLInputElement} input */
  async #import(input) {
    const file = chosenFile(input);
    if (!file) {
      return;
    }
    const carry = await this.#fetchCarry();
    input.value = ""; // so that the same file can be chosen again
    if (!carry) {
      return;
    }
    const taken = await this.#progress.tried(() => carry.take(file));
    if (taken) {
      this.#memory.replace(await this.#progress.all());
      this.#begin({ focus: false });
    }
    this.#say(taken ? "imported" : taken === false ? "not-imported" : "");
  }

  /** @param {boolean} asking */
  #ask(asking) {
    part(this.#root, "sure").hidden = !asking;
    control(this.#root, asking ? "forget-no" : "forget").focus();
  }

  async #forget() {
    await this.#progress.forget();
    this.#memory.replace([]);
    this.#ask(false);
    this.#say("forgotten");
    this.#begin({ focus: false });
  }

  /** @param {string} what */
  #say(what) {
    showOnly(this.#root, "said", what);
  }
}

customElements.define("playbook-practice", PlaybookPractice);

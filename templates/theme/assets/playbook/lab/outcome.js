// What a draft does, asked of Python and shown: in one sentence, class by class, on the map, beside other drafts.

import { hashOf } from "../shared/hash.js";
import { control, find, part, showOnly } from "../shared/page.js";
import { Asking } from "./asking.js";
import { Comparison } from "./comparison.js";
import { changes, nothing } from "./draft.js";
import { sentenceOf, showCases, showConsequences, showEffect } from "./effect.js";
import { linesOf } from "./hand-on.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./page.js").Calculator} Calculator */
/** @typedef {import("./python.js").About} About */
/** @typedef {() => boolean} IsLatest */
/**
 * What is looked at now.
 * @typedef {object} Now
 * @property {Calculator} calculator
 * @property {import("./drafts.js").Drafts} drafts
 * @property {(draft?: Draft) => About} about
 */

const TIMES = ["find_within_hours", "deliver_within_hours"];

export class Outcome {
  /** What the draft does, in one sentence. */
  said = "";
  #root;
  #page;
  #python;
  #runtime;
  #map;
  #refused;
  #comparison;
  #asking = new Asking((error) => this.#failed(error));

  /**
   * @param {HTMLElement} root
   * @param {import("./page.js").LabPage} page
   * @param {import("./python.js").Python} python
   * @param {import("../python/client.js").Runtime} runtime
   * @param {import("./cell-map.js").CaseMap} map
   * @param {(name: string, message: string) => void} refused is told what in the draft cannot be
   */
  constructor(root, page, python, runtime, map, refused) {
    this.#root = root;
    this.#page = page;
    this.#python = python;
    this.#runtime = runtime;
    this.#map = map;
    this.#refused = refused;
    this.#comparison = new Comparison(root, page, python);
  }

  /** @param {Now} now */
  ask(now) {
    const { calculator, drafts, about } = now;
    const { computes } = calculator;
    const { before, after } = about();
    const isChanged = before.rules !== null || changes(after.draft ?? nothing()) > 0;
    part(this.#root, "sentence").toggleAttribute("data-working", isChanged && this.#runtime.state !== "failed");
    this.#root.dataset.asking = "true";
    this.#asking.ask([
      (isLatest) => (computes ? this.#askCases(now, isLatest) : this.#askEffect(now, isChanged, isLatest)),
      (isLatest) => this.#askMap(now, isLatest),
      (isLatest) => this.#askConsequences(now, isChanged && !computes, isLatest),
      (isLatest) => this.#comparison.show(drafts, about, computes, isLatest),
      () => Promise.resolve(this.done()),
    ]);
  }

  /** There is nothing more to come. */
  done() {
    this.#root.dataset.asking = "false";
  }

  /** Shows how far Python is, and why it does not come. */
  showState() {
    const { state, failure, loaded, total } = this.#runtime;
    this.#root.setAttribute("state", state);
    showOnly(this.#root, "state", state);
    const bar = find(this.#root, '[data-state="loading"] progress', HTMLProgressElement);
    if (bar && total) {
      bar.max = total;
      bar.value = loaded;
    }
    if (failure) {
      this.#fail(failure.code, failure.detail);
    }
  }

  /**
   * @param {Now} now
   * @param {boolean} isChanged
   * @param {IsLatest} isLatest
   */
  async #askEffect({ calculator, about }, isChanged, isLatest) {
    if (!isChanged) {
      part(this.#root, "effect").hidden = true;
      this.#say(this.#page.say("no_change"));
      return;
    }
    const { result, error } = await this.#python.ask("effect", about());
    if (!isLatest()) {
      return;
    }
    if (!result) {
      this.#refuse(error);
      return;
    }
    const { answers } = /** @type {{ answers: import("./python.js").Answers[] }} */ (result);
    showEffect(this.#root, this.#page, calculator, answers);
    part(this.#root, "effect").hidden = false;
    this.#say(sentenceOf(this.#page, answers, calculator));
  }

  /**
   * @param {Now} now
   * @param {IsLatest} isLatest
   */
  async #askCases({ calculator, about }, isLatest) {
    const { id, examples } = calculator;
    const inputs = this.#map.inputs;
    const own = { title: this.#page.say("case_own"), inputs, hash: hashOf(inputs) };
    const cases = Object.keys(inputs).length > 0 ? [own, ...examples] : examples;
    const { result, error } = await this.#python.ask("cases", about(), { cases: cases.map((each) => each.inputs) });
    if (!isLatest()) {
      return;
    }
    if (!result) {
      this.#refuse(error);
      return;
    }
    const found = /** @type {{ cases: import("./python.js").Case[] }} */ (result).cases;
    const told = cases.map(({ title, hash }, at) => ({ title, href: this.#page.at(id, hash), found: found[at] ?? {} }));
    const sentence = showCases(this.#root, this.#page, told);
    part(this.#root, "consequences").replaceChildren();
    part(this.#root, "effect").hidden = false;
    this.#say(sentence);
  }

  /**
   * @param {Now} now
   * @param {boolean} isAsked
   * @param {IsLatest} isLatest
   */
  async #askConsequences({ drafts, about }, isAsked, isLatest) {
    if (!isAsked) {
      return;
    }
    const { result } = await this.#python.ask("consequences", about());
    if (isLatest() && result) {
      const found = /** @type {import("./python.js").Consequences} */ (result);
      showConsequences(this.#root, this.#page, found, this.#times(drafts.current));
    }
  }

  /** What a draft changes of the levels' times: no case is answered otherwise by them. @param {Draft} draft */
  #times(draft) {
    const { knob } = this.#page;
    const isTime = (/** @type {string} */ id) =>
      knob(id)?.places.some((place) => TIMES.includes(String(place.at(-1)))) ?? false;
    const numbers = Object.fromEntries(Object.entries(draft.numbers).filter(([id]) => isTime(id)));
    return linesOf(this.#page, { ...nothing(), numbers });
  }

  /**
   * @param {Now} now
   * @param {IsLatest} isLatest
   */
  async #askMap({ about }, isLatest) {
    const question = this.#map.question;
    if (!question) {
      return;
    }
    const { result, error } = await this.#python.ask("map", about(), question);
    if (isLatest()) {
      this.#map.show(/** @type {import("./python.js").CellMap | undefined} */ (result), error?.message);
    }
  }

  /** @param {import("../python/messages.js").Fault | undefined} fault */
  #refuse(fault) {
    const message = fault?.message ?? "";
    part(this.#root, "effect").hidden = true;
    part(this.#root, "refused").textContent = this.#page.say("refused", { message });
    part(this.#root, "refused").hidden = false;
    this.#refused(fault?.field ?? "", message);
    this.#say("");
  }

  /** @param {unknown} error */
  #failed(error) {
    console.error(error);
    this.done();
    showOnly(this.#root, "state", "failed");
    this.#fail("internal", String(error).trim().split("\n").pop() ?? "");
  }

  /**
   * @param {string} code
   * @param {string} detail
   */
  #fail(code, detail) {
    showOnly(this.#root, "failure", code);
    part(this.#root, "detail").textContent = detail;
    this.#say("");
  }

  /** @param {string} sentence */
  #say(sentence) {
    this.said = sentence;
    part(this.#root, "sentence").textContent = sentence;
    part(this.#root, "sentence").toggleAttribute("data-working", false);
    part(this.#root, "bar").hidden = !sentence;
    control(this.#root, "look").hidden = part(this.#root, "effect").hidden;
  }
}

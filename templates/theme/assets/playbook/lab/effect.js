// What a draft changes, put onto the page: the classes of cases, then what follows from it.

import { hashOf } from "../shared/hash.js";
import { itemOf, listed, part } from "../shared/page.js";

/** @typedef {import("./page.js").LabPage} LabPage */
/** @typedef {import("./page.js").Calculator} Calculator */
/** @typedef {import("./python.js").Answers} Answers */
/** @typedef {import("./python.js").Case} Case */

const SHOWN = 12; // classes of an answer: more than anybody reads on a phone
const CELL = " · ";
/** The words for each kind of fault (calculators/analysis/audit.py). @type {Record<string, string>} */
const FAULTS = {
  gap: "fault_gap",
  conflict: "fault_conflict",
  never_fires: "fault_never_fires",
  never_matters: "fault_never_matters",
  milder: "fault_milder",
};

/**
 * Says how many cases change: of a decision by its level first of all, of points by every factor.
 * @param {LabPage} page
 * @param {Answers[]} answers
 * @param {Calculator} calculator
 */
export function sentenceOf(page, answers, { levels }) {
  const changed = answers.filter((each) => each.changed > 0);
  const told = changed.length > 0 ? changed : answers;
  return told.slice(0, levels.length > 0 ? 1 : told.length).map((each) => counted(page, each)).join(" ");
}

/**
 * @param {LabPage} page
 * @param {Answers} answers
 */
function counted({ say }, { label, total, changed }) {
  const values = { label, total: total.toLocaleString("en-US"), changed: changed.toLocaleString("en-US") };
  return say(changed > 0 ? "some" : "nothing", values);
}

/**
 * Shows the classes, answer by answer.
 * @param {HTMLElement} root
 * @param {LabPage} page
 * @param {Calculator} calculator
 * @param {Answers[]} answers
 */
export function showEffect(root, page, calculator, answers) {
  const changed = answers.filter((each) => each.changed > 0);
  const sections = changed.map((each, place) => {
    const section = itemOf(root, "answer", { said: counted(page, each) });
    section.toggleAttribute("open", place === 0);
    const classes = each.groups.slice(0, SHOWN).map((group) => {
      const item = itemOf(root, "class", {
        cells: page.say("becomes", { cells: group.cells.toLocaleString("en-US") }),
        case: page.say("example", { case: group.case.join(CELL) }),
        "why-old": group.why_old,
        "why-new": group.why_new,
      });
      level(part(item, "old"), group.old, calculator);
      level(part(item, "new"), group.new, calculator);
      part(item, "case", HTMLAnchorElement).href = page.at(calculator.id, hashOf(group.inputs));
      return item;
    });
    part(section, "classes").replaceChildren(...classes);
    const rest = each.groups.length - classes.length;
    part(section, "rest").hidden = rest <= 0;
    part(section, "rest").textContent = page.say("more", { count: rest });
    return section;
  });
  part(root, "answers").replaceChildren(...sections);
}

/**
 * Shows what the draft breaks and mends, and how long the way through the questions is.
 * @param {HTMLElement} root
 * @param {LabPage} page
 * @param {import("./python.js").Consequences} found
 * @param {string[]} times what else is another
 */
export function showConsequences(root, { say, words }, { caused, healed, taps }, times) {
  const told = (/** @type {import("./python.js").Fault} */ fault) => {
    const { kind, form, name } = fault;
    const which = [form, name].filter(Boolean).join(words.separator);
    const example = fault.case.length > 0 ? say("fault_case", { case: fault.case.join(CELL) }) : "";
    return say("fault", { which, what: say(FAULTS[kind] ?? "") || kind, example });
  };
  const finding = (/** @type {string} */ said, /** @type {string[]} */ texts) => {
    const section = itemOf(root, "finding", { said });
    part(section, "list").replaceChildren(...listed(texts));
    part(section, "list").hidden = texts.length === 0;
    return section;
  };
  const sections = [
    finding(say(caused.length > 0 ? "caused" : "no_faults"), caused.map(told)),
    ...(healed.length > 0 ? [finding(say("healed"), healed.map(told))] : []),
    ...(times.length > 0 ? [finding(say("times"), times)] : []),
    ...(taps ? [finding(tapsOf(say, taps), [])] : []),
  ];
  part(root, "consequences").replaceChildren(...sections);
}

/**
 * Shows what a draft changes of cases that are given: a calculator of formulas has no kinds of them.
 * @param {HTMLElement} root
 * @param {LabPage} page
 * @param {{ title: string, href: string, found: Case }[]} cases
 */
export function showCases(root, page, cases) {
  const changed = cases.filter(({ found }) => found.error ?? found.results?.some((each) => each.changed));
  const sections = changed.map(({ title, href, found }) => {
    const section = itemOf(root, "answer", { said: title });
    section.toggleAttribute("open", true);
    const results = (found.results ?? []).filter((each) => each.changed);
    const texts = results.map(({ label, old, new: now }) =>
      page.say("text_number", { label, old: plain(old), value: plain(now) }),
    );
    part(section, "classes").replaceChildren(...listed(found.error ? [found.error.message] : texts));
    const link = Object.assign(document.createElement("a"), { href, textContent: page.say("open_case") });
    part(section, "rest").replaceChildren(link);
    part(section, "rest").hidden = false;
    return section;
  });
  part(root, "answers").replaceChildren(...sections);
  const counts = { count: cases.length, changed: changed.length };
  return page.say(changed.length > 0 ? "examples_some" : "examples_nothing", counts);
}

/**
 * A level by its name, shown by colour and shape as well.
 * @param {HTMLElement} place
 * @param {string} text
 * @param {Pick<Calculator, "levels">} calculator
 */
export function level(place, text, { levels }) {
  const found = levels.find(({ name }) => name === text);
  place.textContent = text;
  place.classList.toggle("pb-level-value", Boolean(found));
  place.dataset.value = found?.id ?? "";
}

/**
 * @param {LabPage["say"]} say
 * @param {NonNullable<import("./python.js").Consequences["taps"]>} taps
 */
function tapsOf(say, { before, after }) {
  const isSame = before.most === after.most && before.mean === after.mean;
  const values = { ...after, most_before: before.most, mean_before: before.mean };
  return say(isSame ? "taps" : "taps_changed", values);
}

/**
 * A result in words; a table's lines, one after the other.
 * @param {unknown} value
 */
function plain(value) {
  const lines = Array.isArray(value) ? /** @type {Record<string, unknown>[]} */ (value) : [];
  const text = typeof value === "string" ? value : "";
  return text || lines.map((line) => Object.values(line).join(CELL)).join("\n");
}

// The fields of one script: what they hold stands in the words beside them, and what may not be copied yet is pointed
// at.

import { amountOf } from "../shared/amount.js";
import { clearErrors, labelOf, readTexts, showError } from "../shared/form.js";
import { all } from "../shared/page.js";
import { filled } from "../shared/words.js";

/** @typedef {Record<"missing" | "not_an_amount", string>} Words */

/**
 * Puts what the form holds into the words: blanks filled, or marked as they were; promises only where approved. A line,
 * or paragraph, of which nothing is left is hidden.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} speech
 */
export function preview(form, speech) {
  const approved = new Set(all(form, ":checked", HTMLInputElement).map(({ value }) => value));
  for (const words of all(speech, "[data-commitment]")) {
    words.hidden = !approved.has(words.dataset.commitment ?? "");
  }
  const texts = readTexts(form);
  for (const blank of all(speech, "[data-blank]")) {
    const label = (blank.dataset.label ??= blank.textContent);
    const value = texts[blank.dataset.blank ?? ""];
    blank.textContent = value ?? label;
    blank.classList.toggle("pb-blank--filled", value !== undefined);
  }
  for (const line of all(speech, ".pb-line")) {
    line.hidden = ![...line.childNodes].some(isShown);
  }
  for (const paragraph of all(speech, "p")) {
    paragraph.hidden = ![...paragraph.children].some(isShown);
  }
}

/** @param {Node} node */
function isShown(node) {
  return node.textContent !== "" && !(node instanceof HTMLElement && node.hidden);
}

/**
 * Marks every field that is needed and empty or faulty, and moves to the first. Returns whether there is none.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} speech
 * @param {Words} words
 */
export function complete(form, speech, words) {
  clearErrors(form);
  const faulty = all(form, "[data-kind]", HTMLInputElement).filter((input) => {
    const message = faultOf(input, words);
    return message && isSaid(speech, input.name) && showError(form, input.name, message);
  });
  faulty[0]?.focus();
  return faulty.length === 0;
}

/**
 * Returns the page's words for what is wrong with a field, "" if nothing is.
 * @param {HTMLInputElement} input
 * @param {Words} words
 */
function faultOf(input, words) {
  const { value, dataset } = input;
  if (!value.trim()) {
    return filled(words.missing, { label: labelOf(input) });
  }
  return dataset.kind === "amount" && amountOf(value) === null ? words.not_an_amount : "";
}

/**
 * @param {HTMLElement} speech
 * @param {string} name
 */
function isSaid(speech, name) {
  return all(speech, `[data-blank="${CSS.escape(name)}"]`).some(
    (blank) => !blank.closest("[data-commitment]")?.hasAttribute("hidden"),
  );
}

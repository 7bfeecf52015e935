// The fields of one script: what they hold stands in the words beside them, and what may not be copied yet is pointed at.

import { amountOf } from "../shared/amount.js";
import { clearErrors, showError } from "../shared/form.js";

// Puts what the form holds into the words: blanks filled, or marked as they were; promises only where approved. A line, or
// paragraph, of which nothing is left is hidden.
export function preview(form, speech) {
  const approved = new Set([...form.querySelectorAll(":checked")].map(({ value }) => value));
  for (const words of speech.querySelectorAll("[data-commitment]")) {
    words.hidden = !approved.has(words.dataset.commitment);
  }
  for (const blank of speech.querySelectorAll("[data-blank]")) {
    blank.dataset.label ??= blank.textContent;
    const value = form.elements[blank.dataset.blank].value.trim();
    blank.textContent = value || blank.dataset.label;
    blank.classList.toggle("pb-blank--filled", value !== "");
  }
  const shown = (part) => part.textContent && !part.hidden;
  for (const line of speech.querySelectorAll(".pb-line")) {
    line.hidden = ![...line.childNodes].some(shown);
  }
  for (const paragraph of speech.querySelectorAll("p")) {
    paragraph.hidden = ![...paragraph.children].some(shown);
  }
}

// Marks every field that is needed and empty or faulty, and moves to the first. Returns whether there is none.
export function complete(form, speech) {
  clearErrors(form);
  const faulty = [...form.querySelectorAll("[data-kind]")].filter((input) => {
    const value = input.value.trim();
    const message = value ? amountOf(value) === null && input.dataset.faulty : input.dataset.missing;
    return message && isSaid(speech, input.name) && showError(form, input.name, message);
  });
  faulty[0]?.focus();
  return faulty.length === 0;
}

function isSaid(speech, name) {
  return [...speech.querySelectorAll(`[data-blank="${CSS.escape(name)}"]`)].some(
    (blank) => !blank.closest("[data-commitment]")?.hidden,
  );
}

// A form of fields: its values, and the message at a field.

import { plainChoice, plainNumber } from "./hash.js";
import { oneAtATime } from "./one-at-a-time.js";
import { all, find } from "./page.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Control */
/** @typedef {[Control, ...Control[]]} Controls those of one field, of one name */
/** @typedef {string | boolean | string[]} Value text, whether a lone box is ticked, or the ticked values of several */

const LONGEST = 2000; // characters; a longer table is no part of an address, which chats and servers cut

/**
 * What an address gave boxes and they do not offer, by the first of them. It is what the field says until the reader
 * answers: no calculator takes it, where an empty field would be read as what is usual.
 * @type {WeakMap<Control, string[]>}
 */
const notOffered = new WeakMap();

/**
 * Returns what is given, by field id. What is empty is absent.
 * @param {HTMLFormElement} form
 */
export function readForm(form) {
  const given = fields(form).map(([id, controls]) => /** @type {const} */ ([id, valueOf(controls)]));
  return Object.fromEntries(given.filter(([, value]) => value === true || (value !== false && value.length > 0)));
}

/**
 * Returns what every field says, as a text by its id: an empty one says that nothing is given.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
export function everyField(form) {
  return Object.fromEntries(fields(form).map(([id, controls]) => [id, String(valueOf(controls))]));
}

/**
 * Returns what is given in a form of texts alone, by field id.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
export function readTexts(form) {
  return Object.fromEntries(Object.entries(readForm(form)).map(([id, value]) => [id, String(value)]));
}

/**
 * Returns what the reader has changed: as `readForm`, with "" for a field that was emptied. Long tables are left out.
 * @param {HTMLFormElement} form
 */
export function changesOf(form) {
  /** @type {Record<string, Value>} */
  const changes = {};
  for (const [id, controls] of fields(form)) {
    if ((controls.some(isChanged) || notOffered.has(controls[0])) && controls[0].value.length <= LONGEST) {
      changes[id] = valueOf(controls) || "";
    }
  }
  return changes;
}

/**
 * Sets every field from `values` (text by field id, lists joined by commas); one that is not there, to what it was at
 * first. Returns what no field takes, as pairs of id and text: names that are not there, choices that are not offered.
 * A field of such choices is the reader's to answer.
 * @param {HTMLFormElement} form
 * @param {Map<string, string>} values
 */
export function writeForm(form, values) {
  const known = fields(form);
  const names = new Set(known.map(([id]) => id));
  const dropped = [...values].filter(([id]) => !names.has(id));
  for (const [id, controls] of known) {
    const { taken, left } = parted(controls, values.get(id));
    dropped.push(...left.map((value) => /** @type {[string, string]} */ ([id, value])));
    notOffered.delete(controls[0]);
    for (const control of controls) {
      write(control, taken);
    }
    if (left.length > 0) {
      notOffered.set(controls[0], left);
      controls.forEach((control) => control.addEventListener("input", () => notOffered.delete(controls[0])));
    }
  }
  return dropped;
}

/**
 * @param {Control} control
 * @param {string[] | undefined} taken
 */
function write(control, taken) {
  if (isBox(control)) {
    control.checked = taken?.includes(control.value) ?? control.defaultChecked;
  } else {
    control.value = taken?.[0] ?? control.defaultValue;
  }
}

/**
 * Parts what an address gives for a field into what its controls take and what they do not. What was emptied on purpose
 * is taken; undefined leaves the field as it was.
 * @param {Controls} controls
 * @param {string | undefined} text
 * @returns {{ taken: string[] | undefined, left: string[] }}
 */
function parted(controls, text) {
  const [first] = controls;
  if (text === undefined || !isBox(first)) {
    const value = first.inputMode === "decimal" ? text && plainNumber(text) : text;
    return { taken: value === undefined ? undefined : [value], left: [] };
  }
  const isOffered = (/** @type {string} */ value) =>
    controls.some((control) => control.value === value) || isUnticked(controls, value);
  const given = first.type === "radio" ? [text] : text.split(",").filter((value) => value !== "");
  const read = given.map((value) => (isOffered(value) ? value : plainChoice(value)));
  return { taken: read.filter(isOffered), left: given.filter((_, at) => !isOffered(read[at] ?? "")) };
}

/**
 * A lone box that was ticked at first is emptied by its own word.
 * @param {Controls} controls
 * @param {string} value
 */
function isUnticked(controls, value) {
  return controls.length === 1 && value === "false";
}

/**
 * Shows `message` at `field`. Returns the field's first control; undefined if the form has no such field.
 * @param {HTMLFormElement} form
 * @param {string} field
 * @param {string} message
 */
export function showError(form, field, message) {
  const place = find(form, `[data-field="${CSS.escape(field)}"] [data-error]`);
  const [, controls] = fields(form).find(([id]) => id === field) ?? [];
  if (!place || !controls) {
    return undefined;
  }
  place.textContent = message;
  place.hidden = false;
  controls.forEach((control) => control.setAttribute("aria-invalid", "true"));
  return controls[0];
}

/**
 * Returns what the page calls a field.
 * @param {HTMLInputElement} input
 */
export function labelOf({ labels, name }) {
  return labels?.[0]?.textContent ?? name;
}

/**
 * Calls `task` when the form is sent off.
 * @param {HTMLFormElement} form
 * @param {() => Promise<unknown>} task
 * @param {AddEventListenerOptions} [options]
 */
export function onSubmit(form, task, options) {
  const submit = oneAtATime(task);
  const submitted = (/** @type {Event} */ event) => {
    event.preventDefault();
    void submit();
  };
  form.addEventListener("submit", submitted, options);
}

/** @param {HTMLFormElement} form */
export function clearErrors(form) {
  for (const place of all(form, "[data-error]")) {
    place.hidden = true;
    place.textContent = "";
  }
  for (const control of all(form, "[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
  }
}

/**
 * @param {Control} control
 * @returns {control is HTMLInputElement}
 */
function isBox(control) {
  return control.type === "checkbox" || control.type === "radio";
}

/** @param {Control} control */
function isChanged(control) {
  return isBox(control) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
}

/**
 * Returns the form's fields in their order, each with its controls.
 * @param {HTMLFormElement} form
 */
function fields(form) {
  /** @type {Map<string, Controls>} */
  const found = new Map();
  for (const control of form.elements) {
    if (isControl(control) && control.name) {
      const before = found.get(control.name);
      found.set(control.name, before ? [...before, control] : [control]);
    }
  }
  return [...found];
}

/**
 * @param {Element} element
 * @returns {element is Control}
 */
function isControl(element) {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/**
 * @param {Controls} controls
 * @returns {Value}
 */
function valueOf(controls) {
  const [first] = controls;
  const ticked = controls.filter((control) => isBox(control) && control.checked).map(({ value }) => value);
  const others = notOffered.get(first);
  if (others) {
    return [...ticked, ...others];
  }
  if (first.type === "radio") {
    return ticked[0] ?? "";
  }
  if (first.type !== "checkbox") {
    return first.value.trim();
  }
  // A lone box is a yes or no, several are a choice of any.
  return controls.length === 1 ? ticked.length === 1 : ticked;
}

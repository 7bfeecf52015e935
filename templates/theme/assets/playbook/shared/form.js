// A calculator's form: its values, and the message at a field.

// Returns what is given: field id -> text, true, or the list of ticked values. What is empty is absent.
export function readForm(form) {
  const inputs = {};
  for (const [id, controls] of fields(form)) {
    const value = valueOf(controls);
    if (value !== "" && value.length !== 0) {
      inputs[id] = value;
    }
  }
  return inputs;
}

const LONGEST = 2000; // characters; a longer table is no part of an address, which chats and servers cut

// Returns what the reader has changed: as `readForm`, with "" for a field that was emptied. Long tables are left out.
export function changesOf(form) {
  const changes = {};
  for (const [id, controls] of fields(form)) {
    if (controls.some(isChanged) && controls[0].value.length <= LONGEST) {
      changes[id] = valueOf(controls);
    }
  }
  return changes;
}

// Sets every field from `values` (field id -> text, lists joined by commas); one that is not there, to what it was at first.
// Returns what no field takes, as pairs of id and text: names that are not there, choices that are not offered.
export function writeForm(form, values) {
  const known = fields(form);
  const dropped = [...values].filter(([id]) => !known.has(id));
  for (const [id, controls] of known) {
    const { taken, left } = parted(controls, values.get(id));
    dropped.push(...left.map((value) => [id, value]));
    for (const control of controls) {
      if (isBox(control)) {
        control.checked = taken?.includes(control.value) ?? control.defaultChecked;
      } else {
        control.value = taken?.[0] ?? control.defaultValue;
      }
    }
  }
  return dropped;
}

// Parts what an address gives for a field into what its controls take and what they do not. Nothing taken is undefined,
// so that the field stays as it was; what was emptied on purpose is taken.
function parted(controls, text) {
  if (text === undefined || !isBox(controls[0])) {
    return { taken: text === undefined ? undefined : [text], left: [] };
  }
  const given = text.split(",").filter((value) => value !== "" && !isUnticked(controls, value));
  const offered = (value) => controls.some((control) => control.value === value);
  const left = given.filter((value) => !offered(value));
  const taken = given.filter(offered);
  return { taken: taken.length > 0 || left.length === 0 ? taken : undefined, left };
}

// A lone box that was ticked at first is emptied by its own word.
function isUnticked(controls, value) {
  return controls.length === 1 && value === "false";
}

// Shows `message` at `field`. Returns the field's first control; undefined if the form has no such field.
export function showError(form, field, message) {
  const place = form.querySelector(`[data-field="${CSS.escape(field)}"] [data-error]`);
  const controls = fields(form).get(field);
  if (!place || !controls) {
    return undefined;
  }
  place.textContent = message;
  place.hidden = false;
  controls.forEach((control) => control.setAttribute("aria-invalid", "true"));
  return controls[0];
}

export function clearErrors(form) {
  for (const place of form.querySelectorAll("[data-error]")) {
    place.hidden = true;
    place.textContent = "";
  }
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
  }
}

function isBox(control) {
  return control.type === "checkbox" || control.type === "radio";
}

function isChanged(control) {
  return isBox(control) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
}

function fields(form) {
  const found = new Map();
  for (const control of form.elements) {
    if (control.name) {
      found.set(control.name, [...(found.get(control.name) ?? []), control]);
    }
  }
  return found;
}

function valueOf(controls) {
  const [first] = controls;
  if (first.type === "radio") {
    return controls.find((control) => control.checked)?.value ?? "";
  }
  if (first.type !== "checkbox") {
    return first.value.trim();
  }
  const ticked = controls.filter((control) => control.checked).map((control) => control.value);
  // A lone box is a yes or no, several are a choice of any.
  return controls.length === 1 ? ticked.length === 1 || "" : ticked;
}

// What can be changed of one calculator, as fields and lists: drawn once for it, then brought up to each draft.

import { all, control, find, itemOf, need, origin, part } from "../shared/page.js";
import { moved, switched, withNumber } from "./draft.js";
import { numberOf } from "./page.js";
import { drawRules, showRules } from "./rule-lists.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./draft.js").Knob} Knob */
/** @typedef {import("./page.js").Calculator} Calculator */

export class Editor {
  #root;
  #page;
  #change;
  #draft;
  /** @type {Calculator | null} */
  #calculator = null;

  /**
   * @param {HTMLElement} root
   * @param {import("./page.js").LabPage} page
   * @param {{ draft: () => Draft, change: (draft: Draft) => void }} act
   * @param {AbortSignal} signal
   */
  constructor(root, page, { draft, change }, signal) {
    this.#root = root;
    this.#page = page;
    this.#draft = draft;
    this.#change = change;
    const place = this.#place;
    place.addEventListener("submit", (event) => event.preventDefault(), { signal });
    place.addEventListener("input", (event) => this.#typed(event), { signal });
    place.addEventListener("change", (event) => this.#ticked(event), { signal });
    place.addEventListener("click", (event) => this.#clicked(event), { signal });
  }

  get #place() {
    return part(this.#root, "editor", HTMLFormElement);
  }

  /** Draws what the calculator has. @param {Calculator} calculator */
  open(calculator) {
    if (this.#calculator !== calculator) {
      this.#calculator = calculator;
      const groups = calculator.groups.map((group, at) => this.#group(calculator, group, at === 0));
      const forms = calculator.forms.map((form) => drawRules(this.#root, this.#page, form));
      this.#place.replaceChildren(...groups, ...forms);
    }
    this.show();
  }

  /** Brings everything up to the draft. */
  show() {
    const draft = this.#draft();
    for (const field of all(this.#place, "[data-knob]")) {
      const knob = this.#page.knob(field.dataset.knob ?? "");
      if (knob) {
        this.#showKnob(field, knob, draft);
      }
    }
    for (const scale of all(this.#place, "[data-scale]")) {
      this.#showScale(scale, draft);
    }
    for (const form of this.#calculator?.forms ?? []) {
      showRules(need(this.#place, `[data-form="${CSS.escape(form.id)}"]`), form, draft);
    }
    for (const group of all(this.#place, "details")) {
      const changed = all(group, "[data-changed]").length;
      const place = need(group, ":scope > summary > .pb-changed");
      place.textContent = changed > 0 ? this.#page.say("group_changed", { count: changed }) : "";
      place.hidden = changed === 0;
    }
  }

  /**
   * Says at a number's field, or of a rule at the foot of all, why Python refuses it. Returns whether there is a place.
   * @param {string} name
   * @param {string} message
   */
  refuse(name, message) {
    const field = find(this.#place, `[data-knob="${CSS.escape(name)}"]`);
    if (field) {
      fault(field, message);
    }
    return Boolean(field);
  }

  /**
   * @param {Calculator} calculator
   * @param {Calculator["groups"][number]} group
   * @param {boolean} first
   */
  #group(calculator, { title, knobs }, first) {
    const { say } = this.#page;
    const made = itemOf(this.#root, "group", { title: say("group", { title, count: knobs.length }) });
    made.toggleAttribute("open", first);
    const own = calculator.scales.filter((scale) => scale.knobs.every((id) => knobs.includes(id)));
    const scales = own.map((scale) => {
      const place = itemOf(this.#root, "scale");
      place.dataset.scale = String(calculator.scales.indexOf(scale));
      return place;
    });
    part(made, "scales").replaceChildren(...scales);
    const known = knobs.flatMap((id) => this.#page.knob(id) ?? []);
    part(made, "knobs").replaceChildren(...known.map((knob) => this.#knob(calculator, knob)));
    return made;
  }

  /**
   * @param {Calculator} calculator
   * @param {Knob} knob
   */
  #knob(calculator, knob) {
    const { say, said, units, calculators } = this.#page;
    const others = calculators.filter(
      ({ id }) => id !== calculator.id && knob.places.some(([name]) => name === id),
    );
    const names = others.map(({ title }) => title).join(say("separator"));
    const field = itemOf(this.#root, "knob", {
      label: knob.label,
      unit: (units[knob.unit ?? ""] ?? "").replace("{value}", "").trim(),
      now: say("now", { value: said(knob.value, knob.unit) }),
      shared: names ? say("shared", { names }) : "",
    });
    field.dataset.knob = knob.id;
    field.dataset.field = knob.id;
    const id = `knob-${knob.id}`;
    const input = inputOf(field);
    input.id = id;
    input.setAttribute("aria-describedby", `${id}-help ${id}-error`);
    part(field, "label").setAttribute("for", id);
    /** @type {HTMLElement} */ (part(field, "now").parentElement).id = `${id}-help`;
    /** @type {HTMLElement} */ (find(field, "[data-error]")).id = `${id}-error`;
    control(field, "back").textContent = say("back", { value: said(knob.value, knob.unit) });
    return field;
  }

  /**
   * @param {HTMLElement} field
   * @param {Knob} knob
   * @param {Draft} draft
   */
  #showKnob(field, knob, draft) {
    const input = inputOf(field);
    const value = draft.numbers[knob.id] ?? knob.value;
    const isChanged = knob.id in draft.numbers;
    const typed = numberOf(input.value);
    if (input !== document.activeElement || !this.#fault(knob, typed)) {
      input.value = typed === value ? input.value : String(value); // what was typed stays as it was typed
      fault(field, "");
    }
    field.toggleAttribute("data-changed", isChanged);
    part(field, "changed").hidden = !isChanged;
    control(field, "back").hidden = !isChanged && input.getAttribute("aria-invalid") !== "true";
  }

  /**
   * @param {HTMLElement} place
   * @param {Draft} draft
   */
  #showScale(place, draft) {
    const { say, said, knob } = this.#page;
    const scale = this.#calculator?.scales[Number(place.dataset.scale)];
    const ends = (scale?.knobs ?? []).flatMap((id) => knob(id) ?? []);
    const now = ends.map((each) => ({ each, value: draft.numbers[each.id] ?? each.value }));
    now.sort((one, other) => one.value - other.value);
    const texts = now.map(({ each, value }) => {
      const text = said(value, each.unit);
      return value === each.value ? text : say("was", { value: text, old: said(each.value, each.unit) });
    });
    place.textContent = say("scale", { label: scale?.label ?? "", ends: texts.join(say("scale_apart")) });
  }

  /** @param {Event} event */
  #typed(event) {
    const field = origin(event, "[data-knob]");
    const knob = this.#page.knob(field?.dataset.knob ?? "");
    if (!field || !knob) {
      return;
    }
    const value = numberOf(inputOf(field).value);
    const message = this.#fault(knob, value);
    fault(field, message);
    if (message) {
      control(field, "back").hidden = false;
    } else {
      this.#change(withNumber(this.#draft(), knob, value));
    }
  }

  /**
   * @param {Knob} knob
   * @param {number} value
   */
  #fault({ minimum, maximum, unit }, value) {
    const { say, said } = this.#page;
    if (Number.isNaN(value)) {
      return say("not_a_number");
    }
    if (typeof minimum === "number" && value < minimum) {
      return say("too_small", { value: said(minimum, unit) });
    }
    return typeof maximum === "number" && value > maximum ? say("too_large", { value: said(maximum, unit) }) : "";
  }

  /** @param {Event} event */
  #ticked(event) {
    const form = origin(event, "[data-form]")?.dataset.form;
    const rule = origin(event, "[data-rule]");
    if (form && rule) {
      this.#change(switched(this.#draft(), `${form}.${rule.dataset.rule ?? ""}`, inputOf(rule).checked));
    }
  }

  /** @param {Event} event */
  #clicked(event) {
    const button = origin(event, "button");
    const knob = this.#page.knob(origin(event, "[data-knob]")?.dataset.knob ?? "");
    const rule = origin(event, "[data-rule]")?.dataset.rule;
    const form = this.#calculator?.forms.find(({ id }) => id === origin(event, "[data-form]")?.dataset.form);
    if (button && knob) {
      const field = /** @type {HTMLElement} */ (origin(event, "[data-knob]"));
      inputOf(field).value = String(knob.value);
      fault(field, "");
      this.#change(withNumber(this.#draft(), knob, knob.value));
      this.show();
      inputOf(field).focus();
    } else if (button && form && rule) {
      this.#change(moved(this.#draft(), form, rule, button.dataset.action === "up" ? -1 : 1));
      const now = button.isConnected && !(/** @type {HTMLButtonElement} */ (button).disabled);
      (now ? button : find(/** @type {HTMLElement} */ (button.parentElement), "button:enabled"))?.focus();
    }
  }
}

/** @param {HTMLElement} place */
function inputOf(place) {
  return /** @type {HTMLInputElement} */ (find(place, "input", HTMLInputElement));
}

/**
 * @param {HTMLElement} field
 * @param {string} message "" for none
 */
function fault(field, message) {
  const place = find(field, "[data-error]");
  if (place) {
    place.textContent = message;
    place.hidden = !message;
  }
  if (message) {
    inputOf(field).setAttribute("aria-invalid", "true");
  } else {
    inputOf(field).removeAttribute("aria-invalid");
  }
}

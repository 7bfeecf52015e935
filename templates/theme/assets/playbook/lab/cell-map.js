// A map of the cases: two inputs across and down, the others as in one case. It is a table, which says in words and
// shapes what it says in colours.

import { all, find, itemOf, part } from "../shared/page.js";
import { level } from "./effect.js";
import { cell, fillTable, header } from "./table.js";

/** @typedef {import("./page.js").Calculator} Calculator */
/** @typedef {import("./page.js").Field} Field */
/** @typedef {import("./python.js").CellMap} Cells */
/** @typedef {import("./python.js").Cell} Cell */

const MAPPED = ["number", "choice", "flag"]; // of several choices at once there would be too many

export class CaseMap {
  #root;
  #page;
  #changed;
  /** @type {Calculator | null} */
  #calculator = null;

  /**
   * @param {HTMLElement} root
   * @param {import("./page.js").LabPage} page
   * @param {() => void} changed is called when other inputs are chosen, or others of the case
   * @param {AbortSignal} signal
   */
  constructor(root, page, changed, signal) {
    this.#root = root;
    this.#page = page;
    this.#changed = changed;
    this.#form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.#form.addEventListener("input", () => changed(), { signal });
    for (const axis of ["across", "down"]) {
      this.#axis(axis).addEventListener("change", () => this.#choose(axis), { signal });
    }
  }

  get #form() {
    return part(this.#root, "case-form", HTMLFormElement);
  }

  /** @param {string} name */
  #axis(name) {
    return part(this.#root, name, HTMLSelectElement);
  }

  /** What the map is asked by; null where the calculator has none. */
  get question() {
    const [across, down] = [this.#axis("across").value, this.#axis("down").value];
    return across && down ? { across, down, inputs: this.inputs } : null;
  }

  /** The inputs of the case, as typed; what is not given is absent. */
  get inputs() {
    const given = all(this.#form, "[name]").map((each) => {
      const { name, value } = /** @type {HTMLInputElement | HTMLSelectElement} */ (each);
      return /** @type {const} */ ([name, value.trim()]);
    });
    return Object.fromEntries(given.filter(([, value]) => value !== ""));
  }

  /**
   * @param {Calculator} calculator
   * @param {Record<string, string>} inputs of the case
   */
  open(calculator, inputs) {
    const mapped = calculator.fields.filter(({ type }) => MAPPED.includes(type));
    const isMapped = calculator.forms.length > 0 && mapped.length > 1;
    part(this.#root, "map").hidden = !isMapped;
    if (this.#calculator !== calculator) {
      this.#calculator = calculator;
      this.#form.replaceChildren(...calculator.fields.map((field) => this.#field(field)));
      ["across", "down"].forEach((axis, at) => {
        const options = isMapped ? mapped.map(({ id, label }) => new Option(label, id)) : [];
        this.#axis(axis).replaceChildren(...options);
        this.#axis(axis).selectedIndex = Math.min(at, options.length - 1);
      });
    }
    this.fill(inputs);
  }

  /** @param {Record<string, string>} inputs */
  fill(inputs) {
    for (const each of all(this.#form, "[name]")) {
      const control = /** @type {HTMLInputElement | HTMLSelectElement} */ (each);
      const value = inputs[control.name] ?? "";
      if (control instanceof HTMLSelectElement && value && ![...control.options].some((one) => one.value === value)) {
        control.append(new Option(value, value)); // several choices at once
      }
      control.value = value;
    }
  }

  /**
   * @param {Cells | undefined} found
   * @param {string} [fault] in the inputs
   */
  show(found, fault = "") {
    part(this.#root, "map-fault").textContent = fault;
    part(this.#root, "map-fault").hidden = !fault;
    if (found) {
      this.#draw(found);
    }
  }

  /** @param {Cells} found */
  #draw({ across, down, rows, at }) {
    const { say } = this.#page;
    const given = this.inputs;
    const isCase = across.id in given || down.id in given; // where nothing is filled in there is none
    const title = cell(say("map_title", { across: across.label, down: down.label }));
    const lines = rows.map((cells, row) => {
      const isHere = (/** @type {number} */ column) => isCase && row === at[0] && column === at[1];
      return [header(down.cells[row] ?? "", "row"), ...cells.map((each, column) => this.#cell(each, isHere(column)))];
    });
    const head = [title, ...across.cells.map((text) => header(text, "col"))];
    fillTable(part(this.#root, "map-cells"), head, lines);
    const total = rows.length * across.cells.length;
    const changed = rows.flat().filter(({ old, new: now }) => old !== now).length;
    part(this.#root, "map-said").textContent = say(changed > 0 ? "map_count" : "map_same", { total, changed });
    this.#showLegend();
    this.#scroll();
  }

  /** What changes is to be seen, or else the case: the table is wider than a phone. */
  #scroll() {
    const table = part(this.#root, "map-cells");
    const box = /** @type {HTMLElement} */ (table.parentElement);
    const wanted = find(table, ".pb-cell-changed") ?? find(table, "[data-here]");
    const rest = box.clientWidth - (wanted?.offsetWidth ?? 0);
    box.scrollLeft = wanted ? Math.max(0, wanted.offsetLeft - rest / 2) : 0;
  }

  /**
   * @param {Cell} found
   * @param {boolean} isHere
   */
  #cell({ before, after, old, new: now }, isHere) {
    const place = cell();
    if (old !== now) {
      place.className = "pb-cell-changed";
      place.append(this.#mark(before, old), ` ${this.#page.say("to")} `);
    }
    place.append(this.#mark(after, now));
    if (isHere) {
      const here = Object.assign(document.createElement("small"), { textContent: this.#page.say("here") });
      place.setAttribute("data-here", "");
      place.append(here);
    }
    return place;
  }

  /**
   * A level by its shape and number; what has none, in its own words.
   * @param {unknown} id
   * @param {string} text
   */
  #mark(id, text) {
    const place = document.createElement("span");
    level(place, text, this.#calculator ?? { levels: [] });
    if (place.dataset.value) {
      place.textContent = String(/** @type {string | number} */ (id));
      place.title = text;
    }
    return place;
  }

  #showLegend() {
    const entries = (this.#calculator?.levels ?? []).map(({ id, name }) => {
      const place = document.createElement("span");
      level(place, name, this.#calculator ?? { levels: [] });
      place.textContent = `${id} ${name}`;
      return place;
    });
    part(this.#root, "legend").replaceChildren(...entries.flatMap((each) => [each, " "]));
  }

  /** What is chosen for one axis is not to stand on the other, too. @param {string} axis */
  #choose(axis) {
    const other = this.#axis(axis === "across" ? "down" : "across");
    if (other.value === this.#axis(axis).value) {
      other.selectedIndex = other.selectedIndex === 0 ? 1 : 0;
    }
    this.#changed();
  }

  /** @param {Field} field */
  #field({ id, label, unit, type, choices, not_given }) {
    const options = type === "flag" ? [{ id: "true", label: this.#page.say("yes") }] : choices;
    const kind = options ? "case-choice" : "case-text";
    const sign = (this.#page.units[unit ?? ""] ?? "").replace("{value}", "").trim();
    const made = itemOf(this.#root, kind, { label, ...(kind === "case-text" && { unit: sign }) });
    const control = /** @type {HTMLInputElement | HTMLSelectElement} */ (
      find(made, "input, select", /** @type {typeof HTMLElement} */ (HTMLElement))
    );
    control.name = id;
    control.id = `case-${id}`;
    part(made, "label").setAttribute("for", control.id);
    const nothing = not_given ?? this.#page.say("not_given");
    if (control instanceof HTMLSelectElement) {
      control.append(new Option(nothing, ""), ...(options ?? []).map((each) => new Option(each.label, each.id)));
    } else {
      control.placeholder = nothing;
    }
    return made;
  }
}

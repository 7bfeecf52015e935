// The rows on the page, some at a time: ten thousand at once would stall a phone. All of them are looked
// through for a word, as the browser finds only what is drawn, and all that are found are printed.

import { control, drawn, itemOf, need, origin, part } from "../shared/page.js";
import { filled } from "../shared/words.js";

/** @typedef {import("./rows.js").Row} Row */
/** @typedef {(action: string, record: Row) => void} Act is called for "edit" and "remove" */

const AT_ONCE = 50;

export class List {
  #root;
  #settings;
  /** @type {Row[]} */
  #all = [];
  /** @type {Row[]} those that are looked for */
  #rows = [];
  #first = 0;

  /**
   * @param {HTMLElement} root
   * @param {Pick<import("./rows.js").Settings, "columns" | "words">} settings
   * @param {Act} act
   * @param {AbortSignal} signal
   */
  constructor(root, settings, act, signal) {
    this.#root = root;
    this.#settings = settings;
    control(root, "previous").addEventListener("click", () => this.#turn(-AT_ONCE), { signal });
    control(root, "next").addEventListener("click", () => this.#turn(AT_ONCE), { signal });
    this.#find.addEventListener("input", () => this.show(this.#all), { signal });
    addEventListener("beforeprint", () => this.#draw(0, this.#rows.length), { signal });
    addEventListener("afterprint", () => this.#draw(), { signal });
    const clicked = (/** @type {Event} */ event) => {
      const action = origin(event, "[data-action]")?.dataset.action;
      const record = this.#rows[Number(origin(event, "tr")?.dataset.place)];
      if (action && record) {
        act(action, record);
      }
    };
    part(root, "rows").addEventListener("click", clicked, { signal });
  }

  /**
   * Shows records, in this order.
   * @param {Row[]} records
   */
  show(records) {
    const words = this.#find.value.trim().toLowerCase();
    const isFound = (/** @type {Row} */ { cells }) =>
      Object.values(cells).some((cell) => String(cell).toLowerCase().includes(words));
    this.#all = records;
    this.#rows = words ? records.filter(isFound) : records;
    const few = records.length <= AT_ONCE;
    part(this.#root, "finding").hidden = few && !words;
    this.#first = Math.min(this.#first, Math.max(0, Math.ceil(this.#rows.length / AT_ONCE) - 1) * AT_ONCE);
    this.#draw();
  }

  get #find() {
    return control(this.#root, "find", HTMLInputElement);
  }

  /** @param {number} by */
  #turn(by) {
    this.#first += by;
    this.#draw();
    part(this.#root, "rows").scrollIntoView({ block: "start" });
  }

  #draw(first = this.#first, last = Math.min(first + AT_ONCE, this.#rows.length)) {
    const table = part(this.#root, "rows", HTMLTableElement);
    const shown = this.#rows.slice(first, last);
    const lines = shown.map((record, at) => drawn("tr", record.id, () => this.#line(record, first + at)));
    table.tBodies[0]?.replaceChildren(...lines);
    table.hidden = shown.length === 0;
    part(this.#root, "none").hidden = this.#all.length > 0;
    part(this.#root, "pages").hidden = this.#rows.length <= AT_ONCE && this.#rows.length === this.#all.length;
    control(this.#root, "previous", HTMLButtonElement).disabled = first === 0;
    control(this.#root, "next", HTMLButtonElement).disabled = last === this.#rows.length;
    const place = { first: Math.min(first + 1, last), last, count: this.#rows.length };
    part(this.#root, "place").textContent = filled(this.#settings.words.count, place);
  }

  /**
   * @param {Row} record
   * @param {number} place
   */
  #line({ cells }, place) {
    const line = itemOf(part(this.#root, "rows"), "row");
    line.dataset.place = String(place);
    for (const { id } of this.#settings.columns) {
      need(line, `[data-column="${CSS.escape(id)}"]`).textContent = String(cells[id] ?? "");
    }
    return line;
  }
}

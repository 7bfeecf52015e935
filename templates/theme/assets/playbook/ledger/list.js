// The rows on the page, some at a time: ten thousand at once would stall a phone.

import { control, drawn, itemOf, need, origin, part } from "../shared/page.js";
import { filled } from "../shared/words.js";

/** @typedef {import("./rows.js").Row} Row */
/** @typedef {(action: string, record: Row) => void} Act is called for "edit" and "remove" */

const AT_ONCE = 50;

export class List {
  #root;
  #settings;
  /** @type {Row[]} */
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
    this.#rows = records;
    this.#first = Math.min(this.#first, Math.max(0, Math.ceil(records.length / AT_ONCE) - 1) * AT_ONCE);
    this.#draw();
  }

  /** @param {number} by */
  #turn(by) {
    this.#first += by;
    this.#draw();
    part(this.#root, "rows").scrollIntoView({ block: "start" });
  }

  #draw() {
    const table = part(this.#root, "rows", HTMLTableElement);
    const last = Math.min(this.#first + AT_ONCE, this.#rows.length);
    const shown = this.#rows.slice(this.#first, last);
    table.tBodies[0]?.replaceChildren(...shown.map((record, at) => drawn("tr", record.id, () => this.#line(record, this.#first + at))));
    table.hidden = shown.length === 0;
    part(this.#root, "none").hidden = shown.length > 0;
    part(this.#root, "pages").hidden = this.#rows.length <= AT_ONCE;
    control(this.#root, "previous", HTMLButtonElement).disabled = this.#first === 0;
    control(this.#root, "next", HTMLButtonElement).disabled = last === this.#rows.length;
    const place = { first: this.#first + 1, last, count: this.#rows.length };
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

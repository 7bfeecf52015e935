// The rows on the page, some at a time: ten thousand at once would stall a phone.

import { filled } from "../shared/share.js";

const AT_ONCE = 50;

export class List {
  #root;
  #columns;
  #words;
  #rows = [];
  #first = 0;

  // `act(action, record)` is called for "edit" and "remove".
  constructor(root, { columns, words }, act, signal) {
    this.#root = root;
    this.#columns = columns;
    this.#words = words;
    const turn = (by) => () => this.#turn(by);
    this.#part("pages").querySelector('[data-action="previous"]').addEventListener("click", turn(-AT_ONCE), { signal });
    this.#part("pages").querySelector('[data-action="next"]').addEventListener("click", turn(AT_ONCE), { signal });
    this.#part("rows").addEventListener("click", ({ target }) => {
      const action = target.closest("[data-action]")?.dataset.action;
      if (action) {
        act(action, this.#rows[target.closest("tr").dataset.place]);
      }
    }, { signal });
  }

  // Shows records ({ id, cells }), in this order.
  show(records) {
    this.#rows = records;
    this.#first = Math.min(this.#first, Math.max(0, Math.ceil(records.length / AT_ONCE) - 1) * AT_ONCE);
    this.#draw();
  }

  #turn(by) {
    this.#first += by;
    this.#draw();
    this.#part("rows").scrollIntoView({ block: "start" });
  }

  #draw() {
    const table = this.#part("rows");
    const last = Math.min(this.#first + AT_ONCE, this.#rows.length);
    const shown = this.#rows.slice(this.#first, last);
    table.tBodies[0].replaceChildren(...shown.map((record, at) => this.#line(record, this.#first + at)));
    table.hidden = shown.length === 0;
    this.#part("none").hidden = shown.length > 0;
    const pages = this.#part("pages");
    pages.hidden = this.#rows.length <= AT_ONCE;
    pages.querySelector('[data-action="previous"]').disabled = this.#first === 0;
    pages.querySelector('[data-action="next"]').disabled = last === this.#rows.length;
    const place = { first: this.#first + 1, last, count: this.#rows.length };
    pages.querySelector('[data-part="place"]').textContent = filled(this.#words.count, place);
  }

  #line({ cells }, place) {
    const line = this.#part("rows").querySelector("template").content.cloneNode(true);
    line.querySelector("tr").dataset.place = place;
    for (const { id } of this.#columns) {
      line.querySelector(`[data-column="${CSS.escape(id)}"]`).textContent = cells[id] ?? "";
    }
    return line;
  }

  #part(name) {
    return this.#root.querySelector(`[data-part="${name}"]`);
  }
}

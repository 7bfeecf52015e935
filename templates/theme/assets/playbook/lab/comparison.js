// Drafts side by side: what each changes, and what comes of it.

import { part } from "../shared/page.js";
import { changes } from "./draft.js";
import { NAMES } from "./drafts.js";
import { linesOf } from "./hand-on.js";
import { cell, fillTable, header } from "./table.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {{ name: string, lines: string[], effects: Map<string, string> }} Column */

export class Comparison {
  #root;
  #page;
  #python;

  /**
   * @param {HTMLElement} root
   * @param {import("./page.js").LabPage} page
   * @param {import("./python.js").Python} python
   */
  constructor(root, page, python) {
    this.#root = root;
    this.#page = page;
    this.#python = python;
  }

  /**
   * Shows the drafts that change anything, if there are two.
   * @param {import("./drafts.js").Drafts} drafts
   * @param {(draft: Draft) => import("./python.js").About} about
   * @param {boolean} computes
   * @param {() => boolean} isLatest
   */
  async show(drafts, about, computes, isLatest) {
    const named = drafts.all.map((draft, at) => ({ draft, name: this.#page.say("draft", { name: NAMES[at] ?? "" }) }));
    const compared = named.filter(({ draft }) => changes(draft) > 0);
    part(this.#root, "comparison").hidden = compared.length < 2;
    if (compared.length < 2) {
      return;
    }
    /** @type {Column[]} */
    const columns = [];
    for (const { draft, name } of compared) {
      if (!isLatest()) {
        return;
      }
      const effects = computes ? new Map() : await this.#effects(about(draft));
      columns.push({ name, lines: linesOf(this.#page, draft), effects });
    }
    if (isLatest()) {
      this.#draw(columns);
    }
  }

  /**
   * @param {import("./python.js").About} about
   * @returns {Promise<Map<string, string>>}
   */
  async #effects(about) {
    const { result, error } = await this.#python.ask("effect", about);
    const { answers = [] } = /** @type {{ answers?: import("./python.js").Answers[] }} */ (result ?? {});
    const found = answers.map(({ label, changed, total }) => {
      const text = this.#page.say("of", { changed: number(changed), total: number(total) });
      return /** @type {const} */ ([label, text]);
    });
    return new Map(error ? [[this.#page.say("effect"), error.message]] : found);
  }

  /** @param {Column[]} columns */
  #draw(columns) {
    const { say } = this.#page;
    const labels = new Set(columns.flatMap(({ effects }) => [...effects.keys()]));
    const changed = columns.map(({ lines }) => cell(lines.join("\n")));
    const effects = [...labels].map((label) => [
      header(label, "row"),
      ...columns.map((column) => cell(column.effects.get(label))),
    ]);
    const head = [cell(), ...columns.map(({ name }) => header(name, "col"))];
    fillTable(part(this.#root, "compared"), head, [[header(say("change"), "row"), ...changed], ...effects]);
  }
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString("en-US");
}

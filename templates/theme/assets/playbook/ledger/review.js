// The review of the rows, which Python makes in the worker: the page stays free while it does.

import { showResult } from "../calculator/result.js";
import { control, part, showOnly } from "../shared/page.js";
import { tableOf } from "../shared/table-text.js";
import { filled } from "../shared/words.js";
import { chart } from "./chart.js";

/** @typedef {import("./rows.js").Cells} Cells */
/** @typedef {import("../python/messages.js").RowFault} RowFault */
/** @typedef {import("../python/messages.js").Result} Result */
/** @typedef {import("../python/messages.js").Line} Line */

const TABLE = "rows"; // what a calculator that reviews a ledger calls it

export class Review {
  #root;
  #settings;
  #runtime;
  #signal;
  /** @type {Cells[]} */
  #rows = [];
  #question = 0; // counts; only the answer to the last question is shown

  /**
   * @param {HTMLElement} root
   * @param {import("./rows.js").Settings} settings
   * @param {import("../python/client.js").Runtime} runtime
   * @param {AbortSignal} signal
   */
  constructor(root, settings, runtime, signal) {
    this.#root = root;
    this.#settings = settings;
    this.#runtime = runtime;
    this.#signal = signal;
    this.#month.addEventListener("change", () => void this.#ask(), { signal });
    control(root, "retry").addEventListener("click", () => runtime.retry(), { signal });
    runtime.addEventListener("change", () => this.#showState(), { signal });
  }

  get #month() {
    return part(this.#root, "month", HTMLSelectElement);
  }

  /**
   * Reviews rows; without any there is nothing to review.
   * @param {Cells[]} rows
   */
  async show(rows) {
    this.#root.hidden = rows.length === 0;
    this.#rows = rows;
    if (rows.length > 0) {
      await this.#ask();
    }
  }

  async #ask() {
    const question = ++this.#question;
    const month = this.#month.value;
    let rows = this.#rows;
    let answer = await this.#calculate(this.#whole(rows), month);
    if (answer.error?.rows) {
      rows = without(rows, placed(answer.error.rows));
      answer = rows.length > 0 ? await this.#calculate(this.#whole(rows), month) : {};
    }
    if (question !== this.#question) {
      return;
    }
    const count = this.#rows.length - rows.length;
    const leftOut = count > 0 ? filled(this.#settings.words.left_out, { count }) : "";
    const said = answer.error?.message ?? leftOut;
    part(this.#root, "left-out").hidden = !said;
    part(this.#root, "left-out").textContent = said;
    const region = part(this.#root, "result");
    region.hidden = true;
    if (answer.result) {
      showResult(region, answer.result);
      this.#draw(answer.result);
      if (!month) {
        this.#offer(linesOf(answer.result.months).map((line) => String(line.month)));
      }
    }
  }

  /**
   * Parts rows into those that Python can read and the faults of the rest, `row` being a place in `rows` counted from
   * 0; `refused` says why it takes none of them. Where there is no Python, `isChecked` says so, and nothing is found
   * wrong: what cannot be read is left out of a review later, which says
   * so. What other signs than a comma have parted may have decimal commas; these rows come back with points.
   * @param {Cells[]} rows
   * @param {string} [delimiter] what parted them in a file
   */
  async sound(rows, delimiter = ",") {
    const { faults, refused, isChecked } = await this.#read(rows, delimiter);
    const kept = without(rows, faults);
    const pointed = delimiter === "," || refused ? kept : await this.#withPoints(kept, delimiter);
    return { rows: pointed, faults, refused, isChecked };
  }

  /**
   * @param {Cells[]} rows that Python can read
   * @param {string} delimiter
   */
  async #withPoints(rows, delimiter) {
    const numbers = this.#settings.columns.filter(({ type }) => type === "number").map(({ id }) => id);
    const { values } = await this.#read(rows, delimiter);
    return rows.map((cells, at) => {
      const commas = numbers.filter((id) => values[at] && /[,\uff0c]/.test(String(cells[id])));
      return { ...cells, ...Object.fromEntries(commas.map((id) => [id, String(values[at]?.[id] ?? "")])) };
    });
  }

  /**
   * Returns what each row says, as Python reads it: what is equal is written in one way. Undefined for a row that it
   * cannot read, and for all where there is no Python.
   * @param {Cells[]} rows
   */
  async values(rows) {
    const { faults, values } = await this.#read(rows);
    if (faults.length === 0) {
      return values;
    }
    const wrong = new Set(faults.map(({ row }) => row));
    const read = (await this.#read(without(rows, faults))).values.values();
    return rows.map((_, at) => (wrong.has(at) ? undefined : read.next().value));
  }

  /**
   * @param {Cells[]} rows
   * @param {string} [delimiter]
   */
  async #read(rows, delimiter = ",") {
    const given = delimiter === "," ? this.#whole(rows) : tableOf(rows, this.#ids, delimiter);
    const answer = rows.length > 0 ? await Promise.race([this.#calculate(given, "", TABLE), this.#failed()]) : {};
    const refused = answer.error && !answer.error.rows ? answer.error.message : "";
    const isChecked = rows.length === 0 || Boolean(answer.error ?? answer.rows);
    return { faults: placed(answer.error?.rows ?? []), values: answer.rows ?? [], refused, isChecked };
  }

  /**
   * Resolves to an empty answer once Python cannot be had.
   * @returns {Promise<import("../python/messages.js").Answer>}
   */
  #failed() {
    return new Promise((resolve) => {
      const look = () => this.#runtime.state === "failed" && resolve({});
      this.#runtime.addEventListener("change", look, { signal: this.#signal });
      look();
    });
  }

  /**
   * Asks the calculator.
   * @param {Cells[] | string} given with its columns, all of them and no others
   * @param {string} month
   * @param {string} [table] where its rows alone are wanted
   */
  #calculate(given, month, table) {
    return this.#runtime.calculate(this.#settings.review, { [TABLE]: given, month }, table);
  }

  get #ids() {
    return this.#settings.columns.map(({ id }) => id);
  }

  /** @param {Cells[]} rows */
  #whole(rows) {
    return rows.map((cells) => Object.fromEntries(this.#ids.map((id) => [id, cells[id] ?? ""])));
  }

  /** @param {string[]} months */
  #offer(months) {
    const [first] = this.#month.options;
    const options = months.map((month) => new Option(month, month));
    this.#month.replaceChildren(...(first ? [first] : []), ...options);
  }

  /** @param {Result} result */
  #draw(result) {
    const drawn = this.#settings.charts
      .filter((each) => linesOf(result[each.result]).length > 0)
      .map(({ title, result: name, label, value }) => {
        const words = linesOf(result.display[name]);
        const lines = linesOf(result[name]).map((line, at) => ({
          label: String(words[at]?.[label]),
          value: Number(line[value] ?? 0),
          text: String(words[at]?.[value]),
        }));
        return chart(title, lines);
      });
    part(this.#root, "charts").replaceChildren(...drawn);
  }

  #showState() {
    const { state, failure } = this.#runtime;
    showOnly(this.#root, "state", state);
    showOnly(this.#root, "failure", failure?.code);
    part(this.#root, "detail").textContent = failure?.detail ?? "";
  }
}

/**
 * Returns the lines of a result that is a table.
 * @param {unknown} table
 */
function linesOf(table) {
  return Array.isArray(table) ? /** @type {Line[]} */ (table) : [];
}

/**
 * Returns faults with the place of their row, counted from 0; a spreadsheet's row 1 is the heading.
 * @param {RowFault[]} faults
 */
function placed(faults) {
  return faults.map((fault) => ({ ...fault, row: fault.row - 2 }));
}

/**
 * @param {Cells[]} rows
 * @param {RowFault[]} faults
 */
function without(rows, faults) {
  const wrong = new Set(faults.map(({ row }) => row));
  return rows.filter((_, at) => !wrong.has(at));
}

// The review of the rows, which Python makes in the worker: the page stays free while it does.

import { chart } from "./chart.js";
import { showResult } from "../calculator/result.js";
import { filled } from "../shared/share.js";

export class Review {
  #root;
  #settings;
  #runtime;
  #signal;
  #question = 0; // counts; only the answer to the last question is shown

  constructor(root, settings, runtime, signal) {
    this.#root = root;
    this.#settings = settings;
    this.#runtime = runtime;
    this.#signal = signal;
    this.#part("month").addEventListener("change", () => this.#ask(), { signal });
    root.querySelector('[data-action="retry"]').addEventListener("click", () => runtime.retry(), { signal });
    runtime.addEventListener("change", () => this.#showState(), { signal });
  }

  // Reviews records ({ id, cells }); without any there is nothing to review.
  async show(records) {
    this.#root.hidden = records.length === 0;
    this.rows = records.map(({ cells }) => cells);
    if (records.length) {
      await this.#ask();
    }
  }

  async #ask() {
    const question = ++this.#question;
    const month = this.#part("month").value;
    let rows = this.rows;
    let answer = await this.#calculate({ rows, month });
    if (answer.error?.rows) {
      rows = without(rows, placed(answer.error.rows));
      answer = rows.length ? await this.#calculate({ rows, month }) : {};
    }
    if (question !== this.#question) {
      return;
    }
    const count = this.rows.length - rows.length;
    this.#part("left-out").hidden = count === 0;
    this.#part("left-out").textContent = filled(this.#settings.words.left_out, { count });
    const region = this.#part("result");
    region.hidden = true;
    if (answer.result) {
      showResult(region, answer.result);
      this.#draw(answer.result);
      if (!month) {
        this.#offer(answer.result.months.map((line) => line.month));
      }
    }
  }

  // Parts rows into those that Python can read and the faults of the rest: { rows, faults }, faults being { row, column,
  // message }, `row` the place in `rows` counted from 0. Where there is no Python nothing is found wrong: what cannot be
  // read is left out of a review later, which says so.
  async sound(rows) {
    const { error } = await Promise.race([this.#calculate({ rows }), this.#failed()]);
    const faults = placed(error?.rows ?? []);
    return { rows: without(rows, faults), faults };
  }

  // Resolves to an empty answer once Python cannot be had.
  #failed() {
    return new Promise((resolve) => {
      const look = () => this.#runtime.state === "failed" && resolve({});
      this.#runtime.addEventListener("change", look, { signal: this.#signal });
      look();
    });
  }

  // Asks the calculator; rows have its columns, all of them and no others.
  #calculate({ rows, month = "" }) {
    const { columns, review } = this.#settings;
    const given = rows.map((cells) => Object.fromEntries(columns.map(({ id }) => [id, cells[id] ?? ""])));
    return this.#runtime.calculate(review, { rows: given, month });
  }

  #offer(months) {
    const select = this.#part("month");
    const options = months.map((month) => new Option(month, month));
    select.replaceChildren(select.options[0], ...options);
  }

  #draw(result) {
    const drawn = this.#settings.charts
      .filter((each) => result[each.result].length)
      .map(({ title, result: name, label, value }) => {
        const words = result.display[name];
        const lines = result[name].map((line, at) => ({
          label: words[at][label], value: line[value] ?? 0, text: words[at][value],
        }));
        return chart(title, lines);
      });
    this.#part("charts").replaceChildren(...drawn);
  }

  #showState() {
    const { state, failure } = this.#runtime;
    for (const part of this.#root.querySelectorAll("[data-state]")) {
      part.hidden = part.dataset.state !== state;
    }
    for (const part of this.#root.querySelectorAll("[data-failure]")) {
      part.hidden = part.dataset.failure !== failure?.code;
    }
    this.#part("detail").textContent = failure?.detail ?? "";
  }

  #part(name) {
    return this.#root.querySelector(`[data-part="${name}"]`);
  }
}

// Returns faults with the place of their row, counted from 0; a spreadsheet's row 1 is the heading.
function placed(faults) {
  return faults.map((fault) => ({ ...fault, row: fault.row - 2 }));
}

function without(rows, faults) {
  const wrong = new Set(faults.map(({ row }) => row));
  return rows.filter((_, at) => !wrong.has(at));
}

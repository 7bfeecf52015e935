// What happened, worked out anew by the changed rules, in parts: the page says how far it is, and it can be stopped. A
// script of its own: it comes when somebody asks for it.

import { chosenFile, tableOf } from "../shared/files.js";
import { itemOf, listed, part } from "../shared/page.js";
import { filled } from "../shared/words.js";
import { copyAndSay } from "../shared/clipboard.js";
import { openAnyway } from "../store/open.js";
import { casesOfDevice, casesOfFile } from "./cases.js";
import { level } from "./effect.js";
import { cell, fillTable, header } from "./table.js";
import { added, countsOf, isChanged } from "./totals.js";

/** @typedef {import("./cases.js").Case} Case */
/** @typedef {import("./page.js").Calculator} Calculator */
/** @typedef {import("./python.js").About} About */
/** @typedef {import("./python.js").Replayed} Replayed */
/** @typedef {import("./python.js").Promised} Promised */
/** @typedef {import("./totals.js").Totals} Totals */
/** @typedef {{ totals: Totals | null, changed: Replayed[], faulty: Replayed[] }} Told */

const PART = 250; // rows that are asked at once: a part of a second
const SHOWN = 50; // changed rows: more than anybody reads
const TOLD = 5; // of the rows that cannot be read
const HOURS = "hours";
const MONEY = "yuan";
const CAP = "cap"; // what a sum of caps is called

export class Replay {
  #root;
  #page;
  #python;
  #about;
  #run = 0; // counts; only the last one goes on

  /**
   * @param {HTMLElement} root
   * @param {import("./page.js").LabPage} page
   * @param {import("./python.js").Python} python
   * @param {{ about: () => About, calculator: () => Calculator }} now
   */
  constructor(root, page, python, now) {
    this.#root = root;
    this.#page = page;
    this.#python = python;
    this.#about = now;
  }

  stop() {
    this.#run += 1;
  }

  copy() {
    const text = part(this.#root, "replay-text");
    text.hidden = false;
    return copyAndSay(text, part(this.#root, "replay-result"));
  }

  /** What was replayed was so by another draft. */
  withdraw() {
    this.#run += 1;
    part(this.#root, "replay-result").hidden = true;
    part(this.#root, "replaying").hidden = true;
    part(this.#root, "replayed").textContent = "";
    this.#refuse("");
  }

  async ofDevice() {
    const { store } = await openAnyway();
    const [incidents, rows] = [await store.all("incident"), await store.all("ledger")];
    store.close();
    await this.#replay(casesOfDevice(incidents, rows, this.#about.calculator(), this.#page.columns));
  }

  /** @param {HTMLInputElement} chooser */
  async ofFile(chooser) {
    const file = chosenFile(chooser);
    if (!file) {
      return;
    }
    const { say, words } = this.#page;
    const calculator = this.#about.calculator();
    const names = calculator.fields.flatMap(({ id, label, short }) => [id, label, short]);
    chooser.dataset.names = JSON.stringify(names);
    const { text, cause } = await tableOf(file, chooser);
    chooser.value = ""; // the same file, mended, is a change again
    const found = text === undefined ? null : casesOfFile(text, calculator);
    if (cause || !found) {
      const listedNames = calculator.fields.map(({ label }) => label).join(words.separator);
      this.#refuse(cause ? (words[cause] ?? "") : say("no_columns", { title: calculator.title, names: listedNames }));
    } else if (found.unclosed !== null) {
      this.#refuse(filled(words.row_fault ?? "", { row: found.unclosed, message: words.unclosed_quote ?? "" }));
    } else {
      await this.#replay(found.cases);
    }
  }

  /** @param {string} message "" for none */
  #refuse(message) {
    const place = part(this.#root, "unread");
    place.textContent = message;
    place.hidden = !message;
  }

  /** @param {Case[]} cases */
  async #replay(cases) {
    this.withdraw();
    const run = this.#run;
    const { say } = this.#page;
    if (cases.length === 0) {
      part(this.#root, "replayed").textContent = say("no_rows");
      return;
    }
    const about = this.#about.about();
    const calculator = this.#about.calculator();
    /** @type {Told} */
    const told = { totals: null, changed: [], faulty: [] };
    let done = 0;
    part(this.#root, "replaying").hidden = false;
    while (done < cases.length && run === this.#run) {
      this.#progress(done, cases.length);
      const asked = cases.slice(done, done + PART);
      const { result, error } = await this.#python.ask("replay", about, {
        cases: asked.map(({ row, inputs }) => ({ row, inputs })),
      });
      if (error || !result) {
        this.#refuse(error?.message ?? "");
        break;
      }
      const { rows, totals } = /** @type {{ rows: Replayed[], totals: Totals }} */ (result);
      told.totals = added(told.totals, totals);
      told.changed.push(...rows.filter(isChanged));
      told.faulty.push(...rows.filter((each) => each.error !== undefined).slice(0, TOLD));
      done += asked.length;
    }
    part(this.#root, "replaying").hidden = true;
    const stopped = done < cases.length ? say("stopped", { count: done }) : "";
    if (run === this.#run || stopped) {
      this.#show(calculator, cases, told, stopped);
    }
  }

  /**
   * @param {number} done
   * @param {number} total
   */
  #progress(done, total) {
    const place = part(this.#root, "replaying");
    const bar = /** @type {HTMLProgressElement} */ (place.querySelector("progress"));
    bar.max = total;
    bar.value = done;
    part(place, "replay-progress").textContent = this.#page.say("progress", { count: done, total });
  }

  /**
   * @param {Calculator} calculator
   * @param {Case[]} cases
   * @param {Told} told
   * @param {string} stopped
   */
  #show(calculator, cases, { totals, changed, faulty }, stopped) {
    const { say } = this.#page;
    if (!totals) {
      return;
    }
    const word = totals.changed === 0 ? "replay_same" : calculator.levels.length > 0 ? "replay_some" : "replay_points";
    const { sooner, later } = totals;
    const count = totals.changed + totals.unchanged;
    const sentence = [say(word, { count, changed: totals.changed, sooner, later }), stopped].filter(Boolean).join(" ");
    part(this.#root, "replayed").textContent = sentence;
    const left = this.#left(totals, faulty);
    part(this.#root, "replay-left").replaceChildren(...listed(left));
    const lines = this.#totals(calculator, totals);
    const names = new Map(cases.map(({ row, name }) => [row, name]));
    const items = changed.slice(0, SHOWN).map((row) => this.#row(calculator, row, names.get(row.row) ?? ""));
    part(this.#root, "replay-changed").hidden = items.length === 0;
    part(this.#root, "replay-rows").replaceChildren(...items);
    const rest = changed.length - items.length;
    part(this.#root, "replay-rest").hidden = rest <= 0;
    part(this.#root, "replay-rest").textContent = say("rows_more", { count: rest });
    const title = [this.#page.title, calculator.title].join(this.#page.words.separator);
    part(this.#root, "replay-text").textContent = [title, sentence, ...left, ...lines].join("\n");
    part(this.#root, "replay-text").hidden = true;
    part(this.#root, "replay-result").hidden = false;
  }

  /**
   * What was not worked out.
   * @param {Totals} totals
   * @param {Replayed[]} faulty
   */
  #left({ missing, not_recorded, faulty: count }, faulty) {
    const { say, words } = this.#page;
    const lacking = Object.entries(missing).map(([label, rows]) => say("missing_item", { label, count: rows }));
    return [
      ...(not_recorded > 0 ? [say("missing", { count: not_recorded, names: lacking.join(words.separator) })] : []),
      ...(count > 0 ? [say("wrong", { count })] : []),
      ...faulty.slice(0, TOLD).map(({ row, error = "" }) => say("wrong_item", { row, message: error })),
    ];
  }

  /**
   * Draws the sums; returns them as lines of text.
   * @param {Calculator} calculator
   * @param {Totals} totals
   */
  #totals({ levels, results }, totals) {
    const { say, said } = this.#page;
    const counts = (/** @type {string} */ id) => countsOf(totals.levels, id).map((count) => said(count, null));
    const counted = levels.map(({ id, name }) => ({ name, both: counts(id) }));
    const summed = Object.entries(totals.sums).flatMap(([id, { before, after }]) => {
      const { label, unit } = id === CAP ? { label: say("caps"), unit: MONEY } : (results[id] ?? { label: "" });
      return label ? [{ name: label, both: [said(before, unit), said(after, unit)] }] : [];
    });
    const lines = [...counted, ...summed];
    part(this.#root, "sums").hidden = lines.length === 0;
    const head = [cell(), header(say("before"), "col"), header(say("after"), "col")];
    const rows = lines.map(({ name, both }) => [header(name, "row"), ...both.map((text) => cell(text))]);
    fillTable(part(this.#root, "totals"), head, rows);
    return lines.map(({ name, both: [old = "", now = ""] }) => say("text_number", { label: name, old, value: now }));
  }

  /**
   * @param {Calculator} calculator
   * @param {Replayed} row
   * @param {string} name
   */
  #row(calculator, { row, before = {}, after = {}, text = "" }, name) {
    const item = itemOf(this.#root, "replay-row", {
      row: name || this.#page.say("row", { row }),
      text,
      before: this.#promised(calculator, before),
      after: this.#promised(calculator, after),
    });
    if (calculator.levels.length > 0) {
      const nameOf = (/** @type {Promised} */ side) =>
        calculator.levels.find(({ id }) => id === String(side.level))?.name ?? "";
      level(part(item, "old"), nameOf(before), calculator);
      level(part(item, "new"), nameOf(after), calculator);
      part(item, "moved").hidden = before.level === after.level; // something else is another
    }
    part(item, "levels").hidden = calculator.levels.length === 0;
    return item;
  }

  /**
   * @param {Calculator} calculator
   * @param {Promised} side
   */
  #promised({ levels, results }, side) {
    const { say, said, words } = this.#page;
    if (levels.length === 0) {
      const known = Object.entries(side).filter(([id]) => id in results);
      return known.map(([id, value]) => `${results[id]?.label ?? ""} ${plain(value)}`).join(words.separator);
    }
    const limit = (/** @type {unknown} */ value, /** @type {string} */ unit) =>
      typeof value === "number" ? said(value, unit) : say("unlimited");
    const { find, deliver, cap } = side;
    return say("promised", { find: limit(find, HOURS), deliver: limit(deliver, HOURS), cap: limit(cap, MONEY) });
  }
}

/** @param {unknown} value */
function plain(value) {
  return value === undefined || value === null ? "" : String(/** @type {string | number} */ (value));
}

globalThis.Replay = Replay;

// A colleague's file: read, told row by row beside what the ledger has, and taken in as the reader says, whole or
// without the wrong rows.

import { tableOf } from "../shared/files.js";
import { oneAtATime } from "../shared/one-at-a-time.js";
import { control, listed, part } from "../shared/page.js";
import { filled, visible } from "../shared/words.js";
import { compared } from "./compare.js";
import { fromCsv } from "./csv.js";
import { isDoubtful } from "./doubt.js";
import { decided, showPreview } from "./preview.js";
import { theirYears, withYears, yearless } from "./years.js";

/** @typedef {import("./rows.js").Cells} Cells */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./preview.js").Decided} Decided */
/** @typedef {import("./compare.js").Read & { row: number }} Numbered `row` as a spreadsheet numbers it */
/**
 * @typedef {object} Acts
 * @property {import("./review.js").Review["sound"]} sound
 * @property {(rows: Cells[]) => Promise<(Record<string, unknown> | undefined)[]>} values
 * @property {() => Promise<Row[]>} kept
 * @property {(decided: Decided) => Promise<unknown>} take
 * @property {(work: () => Promise<unknown>) => Promise<boolean>} trying says what the device refuses
 */

const TOLD = 50;
const SPAN = "–"; // from one year to the next

/** Reads a file, tells what is in it and what is wrong with it, and hands on the rows to be kept. */
export class Intake {
  #root;
  #settings;
  #acts;
  /** @type {(Numbered & { compared: import("./compare.js").Compared })[]} */
  #rows = [];
  /** @type {{ sentences: string[], told: string[] }} what was said of the file */
  #said = { sentences: [], told: [] };
  #asked = 0; // counts; only the file that was chosen last is shown, and none that was given up

  /**
   * @param {HTMLElement} root
   * @param {import("./rows.js").Settings} settings
   * @param {Acts} acts
   * @param {AbortSignal} signal
   */
  constructor(root, settings, acts, signal) {
    this.#root = root;
    this.#settings = settings;
    this.#acts = acts;
    const finish = oneAtATime(() => acts.trying(() => this.#finish()));
    control(root, "take").addEventListener("click", () => void finish(), { signal });
    control(root, "drop").addEventListener("click", () => this.#close(), { signal });
  }

  #close() {
    this.#asked += 1;
    this.#root.hidden = true;
  }

  /**
   * @param {File} file
   * @param {HTMLInputElement} chooser by which it was chosen
   */
  async open(file, chooser) {
    this.#asked += 1;
    const asked = this.#asked;
    this.#rows = [];
    this.#show([this.#settings.words.reading], []);
    try {
      const { rows, sentences, told } = await this.#taken(file, chooser);
      if (asked === this.#asked) {
        this.#rows = rows;
        this.#show(sentences, told);
      }
    } catch (error) {
      this.#close(); // nothing is being read any more
      throw error;
    }
  }

  /**
   * Reads a file. Returns its rows that can be taken, what is said of it, and what is wrong with the rest.
   * @param {File} file
   * @param {HTMLInputElement} chooser
   */
  async #taken(file, chooser) {
    const { columns, words } = this.#settings;
    const refuse = (/** @type {string} */ sentence) => ({ rows: [], sentences: [sentence], told: [] });
    const { text, sheet, others, cause } = await tableOf(file, chooser);
    const found = text === undefined ? null : fromCsv(text, columns);
    const refused = cause ? words[cause] : found ? this.#refusal(found) : words.unread;
    if (!found || refused) {
      return refuse(refused);
    }
    const fitting = found.rows.filter(({ fits }) => fits);
    const { rows, faults, refused: whole, isChecked } = await this.#acts.sound(
      fitting.map(({ cells }) => cells),
      found.delimiter,
    );
    if (whole) {
      return refuse(whole);
    }
    const wrong = new Set(faults.map(({ row }) => row));
    const numbers = fitting.filter((_, at) => !wrong.has(at)).map(({ row }) => row);
    const all = [
      // A comma in an amount, without quotes: every cell after it would land in the wrong column.
      ...found.rows.filter(({ fits }) => !fits).map(({ row, count }) => {
        const message = filled(words.too_many_cells, { count, columns: found.names });
        return filled(words.row_fault, { row, message });
      }),
      ...faults.map(({ row, column, message }) =>
        filled(words.fault, { row: fitting[row]?.row ?? "", column: this.#labelOf(column), message }),
      ),
    ];
    const read = await this.#read(rows);
    const count = found.rows.length;
    const sound = isChecked ? words.read : words.unchecked;
    const summary = filled(all.length > 0 ? words.faulty : sound, { count, faulty: count - rows.length });
    const which = others ? filled(words.sheet_read, { sheet: sheet ?? "", count: others }) : "";
    return {
      rows: await this.#compared(read.map((each, at) => ({ ...each, row: numbers[at] ?? 0 }))),
      sentences: [summary, which],
      told: this.#some(all),
    };
  }

  /**
   * Compares rows with what is kept by now.
   * @param {Numbered[]} rows
   */
  async #compared(rows) {
    const kept = await this.#acts.kept();
    const read = await this.#read(kept.map(({ cells }) => cells));
    const before = kept.map((record, at) => ({ record, cells: record.cells, value: read[at]?.value }));
    const ids = this.#settings.columns.map(({ id }) => id);
    const states = compared(before, rows, ids, this.#settings.dates);
    return rows.map((each, at) => ({ ...each, compared: states[at] ?? { state: /** @type {const} */ ("new") } }));
  }

  /** @param {Cells[]} rows */
  async #read(rows) {
    const values = await this.#acts.values(rows);
    return rows.map((cells, at) => ({ cells, value: values[at] }));
  }

  /**
   * Returns as many of the sentences as somebody reads, and how many more there are.
   * @param {string[]} all
   */
  #some(all) {
    const rest = all.length - TOLD;
    return rest > 0 ? [...all.slice(0, TOLD), filled(this.#settings.words.more, { count: rest })] : all;
  }

  /** @param {string} id */
  #labelOf(id) {
    return this.#settings.columns.find((column) => column.id === id)?.label ?? "";
  }

  /**
   * Says why nothing of a file can be used; empty if it can.
   * @param {NonNullable<ReturnType<typeof fromCsv>>} found
   */
  #refusal({ unknown, unclosed }) {
    const { words } = this.#settings;
    if (unclosed !== null) {
      return filled(words.row_fault, { row: unclosed, message: words.unclosed_quote });
    }
    return unknown.length > 0 ? filled(words.unknown, { names: visible(unknown.join(" ")) }) : "";
  }

  #counts() {
    const count = (/** @type {string} */ state) => this.#rows.filter((row) => row.compared.state === state).length;
    const [fresh, known, near] = [count("new"), count("known"), count("near")];
    return known + near > 0 ? filled(this.#settings.words.counted, { fresh, known, near }) : "";
  }

  #doubts() {
    const { columns, dates, words } = this.#settings;
    const texts = columns.filter(({ id, type }) => type !== "number" && !dates.includes(id));
    const found = this.#rows.flatMap(({ row, cells }) =>
      texts
        .filter(({ id }) => isDoubtful(cells[id]))
        .map(({ id, label }) => {
          const message = filled(words.doubtful, { value: visible(String(cells[id] ?? "")) });
          return filled(words.fault, { row, column: label, message });
        }),
    );
    return this.#some(found);
  }

  /**
   * @param {string[]} sentences
   * @param {string[]} told
   */
  #show(sentences, told) {
    const { words } = this.#settings;
    this.#said = { sentences, told };
    part(this.#root, "found").textContent = [...sentences, this.#counts()].filter(Boolean).join(" ");
    part(this.#root, "faults").replaceChildren(...listed(told));
    part(this.#root, "doubts").replaceChildren(...listed(this.#doubts()));
    showPreview(this.#root, this.#rows, this.#settings);
    const open = this.#rows.filter((row) => row.compared.state !== "known");
    const years = open.filter((row) => yearless(row, this.#settings.dates));
    part(this.#root, "years").hidden = years.length === 0;
    part(this.#root, "years-said").textContent = filled(words.yearless, { count: years.length });
    const { latest, earliest } = theirYears(this.#rows, this.#settings.dates);
    const options = [0, 1].map((ago) => {
      const both = new Set([earliest - ago, latest - ago]);
      return new Option([...both].join(SPAN), [...both].join(SPAN));
    });
    part(this.#root, "year", HTMLSelectElement).replaceChildren(...options, new Option(words.no_year, ""));
    const button = control(this.#root, "take");
    button.textContent = told.length > 0 ? words.take_sound : words.take;
    button.hidden = this.#rows.length === 0;
    this.#root.hidden = false;
    this.#root.scrollIntoView({ block: "nearest" });
  }

  /** Takes the rows; where another tab has changed what they are like meanwhile, the reader looks again first. */
  async #finish() {
    const rows = await this.#compared(this.#rows);
    const states = (/** @type {typeof rows} */ of) => JSON.stringify(of.map(({ compared: state }) => state));
    if (states(rows) !== states(this.#rows)) {
      const { sentences, told } = this.#said;
      this.#rows = rows;
      this.#show([...new Set([...sentences, this.#settings.words.look_again])], told);
      return;
    }
    const { value } = part(this.#root, "year", HTMLSelectElement);
    const [earliest = 0, latest = earliest] = value.split(SPAN).map(Number);
    const whole = value ? withYears(rows, this.#settings.dates, { earliest, latest }) : rows;
    await this.#acts.take(decided(this.#root, whole));
    this.#close();
  }
}

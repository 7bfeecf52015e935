// <playbook-ledger>: the rows that this device keeps, in and out as files, and what Python says of them.

import { Runtime } from "../python/client.js";
import { PageElement } from "../shared/element.js";
import { chosenFile, save } from "../shared/files.js";
import { control, dataOf, part } from "../shared/page.js";
import { loadScript } from "../shared/script-loading.js";
import { filled } from "../shared/words.js";
import { StoreError } from "../store/errors.js";
import { pack } from "../store/exchange.js";
import { showFailure } from "../store/failure.js";
import { Held } from "../store/held.js";
import { merged } from "../store/merge.js";
import { openAnyway } from "../store/open.js";
import "../store/set-aside.js";
import { imported } from "../store/transfer.js";
import { toCsv } from "./csv.js";
import { Editor } from "./editor.js";
import { Intake } from "./intake.js";
import { List } from "./list.js";
import { Review } from "./review.js";
import { rowOf } from "./rows.js";

/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./rows.js").Cells} Cells */

const KIND = "ledger";
const ORDER = new Intl.Collator(undefined, { numeric: true }); // made once: ten thousand rows are compared often
const runtime = Runtime.ofScript();

class PlaybookLedger extends PageElement {
  /** @param {AbortSignal} signal */
  connected(signal) {
    void new LedgerPage(this, signal).start();
  }
}

class LedgerPage {
  #root;
  #signal;
  #settings;
  #list;
  #review;
  #editor;
  #intake;
  /** @type {Row[]} */
  #records = [];
  /** @type {import("../store/open.js").Opened | undefined} */
  #opened;
  /** @type {Held<"ledger"> | undefined} */
  #held;

  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} signal
   */
  constructor(root, signal) {
    const settings = /** @type {import("./rows.js").Settings} */ (dataOf(root));
    this.#root = root;
    this.#signal = signal;
    this.#settings = settings;
    this.#list = new List(root, settings, (action, record) => this.#act(action, record), signal);
    this.#review = new Review(part(root, "review"), settings, runtime, signal);
    const sound = this.#review.sound.bind(this.#review);
    const form = part(root, "editor", HTMLFormElement);
    this.#editor = new Editor(form, { sound, keep: (id, cells) => this.#keep(id, cells) }, signal);
    const values = this.#review.values.bind(this.#review);
    const kept = () => this.#store.all(KIND); // those of other tabs, too
    const take = (/** @type {import("./preview.js").Decided} */ decided) => this.#take(decided);
    const trying = (/** @type {() => Promise<unknown>} */ work) => this.#trying(work);
    this.#intake = new Intake(part(root, "intake"), settings, { sound, values, kept, take, trying }, signal);
    this.#on("add", "click", () => this.#editor.open());
    this.#on("csv", "click", () => this.#saveCsv());
    this.#on("save-page", "click", () => this.#saveCsv());
    this.#on("xlsx", "click", () => void this.#saveXlsx());
    this.#on("csv-in", "change", () => void this.#trying(() => this.#openCsv()));
  }

  async start() {
    this.#root.hidden = false;
    this.#opened = await openAnyway();
    const { store } = this.#opened;
    const read = () => void this.#trying(() => this.#read());
    this.#held = new Held(this.#root, KIND, store, (work) => this.#trying(work), read, this.#signal);
    this.#signal.addEventListener("abort", () => store.close());
    store.watch(KIND, read, this.#signal);
    await this.#trying(async () => {
      await this.#load();
      this.#editor.resume(this.#records);
      await this.#review.show(this.#cells);
    });
  }

  get #store() {
    if (!this.#opened) {
      throw new StoreError("blocked"); // it has not answered yet
    }
    return this.#opened.store;
  }

  async #read() {
    await this.#load();
    await this.#review.show(this.#cells);
  }

  async #load() {
    const found = await this.#store.all(KIND);
    const records = this.#held?.and(found) ?? found;
    const first = this.#settings.columns[0]?.id ?? "";
    const isDate = this.#settings.dates.includes(first);
    const text = (/** @type {Row} */ { cells }) => {
      const written = String(cells[first] ?? "");
      return isDate ? written.replace(/\D+/g, "-") : written; // whatever parts year, month and day
    };
    this.#records = records.sort((a, b) => ORDER.compare(text(b), text(a)));
    this.#list.show(this.#records);
    this.#editor.follow(this.#records);
  }

  get #cells() {
    return this.#records.map(({ cells }) => cells);
  }

  /**
   * @param {string} action
   * @param {Row} record
   */
  #act(action, record) {
    if (action === "edit") {
      this.#editor.open(record);
    } else if (confirm(this.#settings.words.remove_sure)) {
      void this.#trying(() => this.#store.remove(KIND, record.id));
    }
  }

  /** @type {import("./editor.js").Keep} */
  async #keep(id, edits) {
    const { words } = this.#settings;
    /** @type {Awaited<ReturnType<import("./editor.js").Keep>>} */
    let found = [];
    const isKept = await this.#trying(async () => {
      if (id === null) {
        await this.#store.put(KIND, rowOf(merged({}, edits).values));
      } else {
        await this.#store.update(KIND, id, (record) => {
          const { values, conflicts } = merged(record?.cells ?? {}, edits);
          found = record ? conflicts : "gone";
          return record && conflicts.length === 0 ? { ...record, ...rowOf(values, id) } : undefined;
        });
      }
      if (found === "gone") {
        this.#say("refused", words.gone);
      } else {
        this.#say("said", found?.length || this.#opened?.failure ? "" : words.kept); // on the device, not in the page
      }
    });
    return isKept ? found : null;
  }

  /**
   * Keeps rows of a file: new ones all or none, and those of the ledger that they replace, but for the dates, which are
   * the same and may have their year here only.
   * @param {import("./preview.js").Decided} decided
   */
  async #take({ add, replace, known, left }) {
    const { dates, words } = this.#settings;
    const kept = new Map((await this.#store.all(KIND)).map((record) => [record.id, record]));
    const changed = replace.flatMap(({ id, cells }) => {
      const record = kept.get(id);
      const others = Object.entries(cells).filter(([column]) => !dates.includes(column));
      return record ? [{ ...record, cells: { ...record.cells, ...Object.fromEntries(others) } }] : [];
    });
    const rows = [...add.map((cells) => rowOf(cells)), ...changed];
    const { added, replaced, rejected } = await imported(this.#store, pack({ [KIND]: rows }));
    const not = left + replace.length - changed.length + rejected.length;
    const more = replaced + not > 0 ? filled(words.taken_near, { replaced, left: not }) : "";
    this.#say("said", [filled(words.taken, { added, known }), more].join(" ").trim());
  }

  async #openCsv() {
    const chooser = control(this.#root, "csv-in", HTMLInputElement);
    const file = chosenFile(chooser);
    if (file) {
      chooser.value = ""; // the same file, mended, is a change again
      this.#say("said", ""); // of the file before
      await this.#intake.open(file, chooser);
    }
  }

  #saveCsv() {
    const text = toCsv(this.#cells, this.#settings.columns);
    save(new Blob([text], { type: "text/csv;charset=utf-8" }), `${this.#settings.title}.csv`);
  }

  async #saveXlsx() {
    const { title, words } = this.#settings;
    const cells = this.#cells;
    try {
      await loadScript(control(this.#root, "xlsx").dataset.script ?? "");
      const values = await this.#review.values(cells);
      save(await globalThis.toXlsx(cells, values, this.#settings), `${title}.xlsx`);
    } catch (error) {
      const { message: cause } = /** @type {Error} */ (error);
      this.#say("refused", filled(words.xlsx_failed, { cause }));
    }
  }

  /**
   * Runs `work`; says what the device refused. Returns whether it went well.
   * @param {() => Promise<unknown>} work
   */
  async #trying(work) {
    try {
      await work();
      showFailure(this.#root, this.#opened?.failure ?? null, "page");
      return true;
    } catch (error) {
      this.#say("said", ""); // of what went well before: one message at a time
      showFailure(this.#root, error);
      return false;
    }
  }

  /**
   * Says one thing, in the place of what was said before.
   * @param {"said" | "refused"} name
   * @param {string} text
   */
  #say(name, text) {
    for (const each of ["said", "refused"]) {
      part(this.#root, each).textContent = each === name ? text : "";
      part(this.#root, each).hidden = each !== name || !text;
    }
  }

  /**
   * @param {string} action
   * @param {string} event
   * @param {() => void} task
   */
  #on(action, event, task) {
    control(this.#root, action).addEventListener(event, task, { signal: this.#signal });
  }
}

customElements.define("playbook-ledger", PlaybookLedger);

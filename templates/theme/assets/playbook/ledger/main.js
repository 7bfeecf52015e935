// <playbook-ledger>: the rows that this device keeps, in and out as files, and what Python says of them.

import { Runtime } from "../python/client.js";
import { save } from "../shared/files.js";
import { loaded } from "../shared/script-loading.js";
import { pack } from "../store/exchange.js";
import { newId } from "../store/id.js";
import { open } from "../store/store.js";
import { filled } from "../shared/share.js";
import { Editor } from "./editor.js";
import { Intake } from "./csv-import.js";
import { List } from "./list.js";
import { Review } from "./review.js";
import { toCsv } from "./csv.js";

const KIND = "ledger";
const VERSION = 1;
const ORDER = new Intl.Collator(undefined, { numeric: true }); // made once: ten thousand rows are compared often
const runtime = new Runtime(document.currentScript.dataset.worker);

class PlaybookLedger extends HTMLElement {
  #leaving = null; // aborts every listener of this element
  #settings;
  #store;
  #records = [];
  #list;
  #review;
  #editor;

  async connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const settings = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.#settings = settings;
    this.#list = new List(this, settings, (action, record) => this.#act(action, record), signal);
    this.#review = new Review(this.#part("review"), settings, runtime, signal);
    const sound = (rows) => this.#review.sound(rows);
    this.#editor = new Editor(this.#part("editor"), { sound, keep: (id, cells) => this.#keep(id, cells) }, signal);
    const intake = new Intake(this.#part("intake"), settings, { sound, take: (rows) => this.#take(rows) }, signal);
    this.#on("add", "click", () => this.#editor.open());
    this.#on("csv", "click", () => this.#saveCsv());
    this.#on("xlsx", "click", ({ currentTarget }) => this.#saveXlsx(currentTarget.dataset.script));
    this.#on("csv-in", "change", ({ target }) => this.#trying(async () => {
      const [file] = target.files;
      await intake.open(file);
      target.value = ""; // the same file, mended, is a change again
    }));
    this.hidden = false;
    await this.#trying(async () => {
      this.#store = await open();
      this.#store.addEventListener("change", ({ detail }) => detail.kind === KIND && this.#read(), { signal });
      await this.#read();
    });
  }

  disconnectedCallback() {
    this.#leaving.abort();
    this.#store?.close();
  }

  async #read() {
    const records = await this.#store.all(KIND);
    const [{ id }] = this.#settings.columns;
    this.#records = records.sort((a, b) => ORDER.compare(b.cells[id] ?? "", a.cells[id] ?? ""));
    this.#list.show(this.#records);
    await this.#review.show(this.#records);
  }

  #act(action, record) {
    if (action === "edit") {
      this.#editor.open(record);
    } else if (confirm(this.#settings.words.remove_sure)) {
      this.#trying(() => this.#store.remove(KIND, record.id));
    }
  }

  // Returns whether the row is kept.
  async #keep(id, cells) {
    return this.#trying(async () => {
      if (id === null) {
        await this.#store.put(KIND, { id: newId(), version: VERSION, cells });
      } else {
        await this.#store.update(KIND, id, (record) => ({ ...record, cells: { ...record?.cells, ...emptied(this.#settings), ...cells }, id, version: VERSION }));
      }
      this.#say(this.#settings.words.kept);
    });
  }

  // Keeps rows, all or none; those that are there already are not kept twice.
  async #take(rows) {
    await this.#trying(async () => {
      const known = new Set(this.#records.map(({ cells }) => this.#sign(cells)));
      const fresh = rows.filter((cells) => !known.has(this.#sign(cells)));
      const records = fresh.map((cells) => ({ id: newId(), version: VERSION, cells }));
      await this.#store.import(pack({ [KIND]: records }));
      this.#say(filled(this.#settings.words.taken, { added: fresh.length, known: rows.length - fresh.length }));
    });
  }

  #sign(cells) {
    return JSON.stringify(this.#settings.columns.map(({ id }) => String(cells[id] ?? "").trim()));
  }

  #saveCsv() {
    const text = toCsv(this.#records.map(({ cells }) => cells), this.#settings.columns);
    save(new Blob([text], { type: "text/csv;charset=utf-8" }), `${this.#settings.title}.csv`);
  }

  async #saveXlsx(script) {
    const { columns, title, words } = this.#settings;
    try {
      await loaded(script);
      save(await globalThis.toXlsx(this.#records.map(({ cells }) => cells), columns, title), `${title}.xlsx`);
    } catch {
      this.#refuse(words.xlsx_failed); // a long one is packed by a worker of its own, which some hosts forbid
    }
  }

  // Runs `work`; says what the device refused. Returns whether it went well.
  async #trying(work) {
    this.#refuse("");
    try {
      await work();
      return true;
    } catch (error) {
      this.#refuse(this.#settings.words[error.code] ?? String(error.message));
      return false;
    }
  }

  #say(text) {
    const place = this.#part("said");
    place.textContent = text;
    place.hidden = !text;
  }

  #refuse(text) {
    const place = this.#part("refused");
    place.textContent = text;
    place.hidden = !text;
  }

  #on(action, event, task) {
    this.querySelector(`[data-action="${action}"]`).addEventListener(event, task, { signal: this.#leaving.signal });
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

// What a form leaves out has been emptied.
function emptied({ columns }) {
  return Object.fromEntries(columns.map(({ id }) => [id, ""]));
}

customElements.define("playbook-ledger", PlaybookLedger);

// What the blanks of the page's scripts hold, and which promises are approved: of the incident that is chosen, kept with it; of
// none, kept in this tab.

import { isIncident, valued } from "../incident/record.js";
import { open } from "../store/store.js";

const PAUSE = 300; // ms without typing, then it is kept
const DRAFT = "playbook values";

// Fires "change" when values have changed otherwise than by `set`, "kept" when they are on disk, and "failed" with the
// StoreError as detail when they could not be kept.
export class Values extends EventTarget {
  incident = null; // the id of the chosen one
  #store = null;
  #values = readDraft();
  #unkept = {};
  #timer = 0;

  constructor() {
    super();
    // Not to wait for the pause: the reader changes to the chat, and the page may never come back.
    document.addEventListener("visibilitychange", () => this.keep());
  }

  async open() {
    this.#store = await open();
    this.#store.addEventListener("change", ({ detail }) => {
      if (detail.kind === "incident") {
        this.dispatchEvent(new Event("incidents"));
      }
    });
  }

  // Returns the incidents that are not closed, the latest first.
  async incidents() {
    const all = await this.#store.all("incident");
    return all.filter((record) => isIncident(record) && !record.closed).sort((a, b) => b.started - a.started);
  }

  // Takes the values of an incident, null for those of this tab.
  async choose(id) {
    await this.keep();
    const record = id && (await this.#store.get("incident", id));
    this.incident = record ? id : null;
    this.#values = record ? { ...record.values } : readDraft();
    this.dispatchEvent(new Event("change"));
  }

  get(name) {
    return this.#values[name] ?? "";
  }

  set(name, value) {
    this.#values[name] = value;
    this.#unkept[name] = value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), PAUSE);
  }

  // Empties these. What an incident knows stays with it: it is no longer the one that is filled in for.
  async clear(names) {
    if (this.incident) {
      await this.choose(null);
    }
    names.forEach((name) => this.set(name, ""));
    this.dispatchEvent(new Event("change"));
  }

  // Keeps what has been set, without waiting for the pause.
  async keep() {
    clearTimeout(this.#timer);
    const values = this.#unkept;
    if (Object.keys(values).length === 0) {
      return;
    }
    this.#unkept = {};
    if (!this.incident) {
      writeDraft(this.#values);
      return;
    }
    try {
      await this.#store.update("incident", this.incident, (record) => record && valued(record, values));
      this.dispatchEvent(new Event("kept"));
    } catch (error) {
      this.#unkept = { ...values, ...this.#unkept };
      this.dispatchEvent(new CustomEvent("failed", { detail: error }));
    }
  }
}

// Of this tab only: another customer's name must not turn up in tomorrow's message.
function readDraft() {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFT)) ?? {};
  } catch {
    return {};
  }
}

function writeDraft(values) {
  try {
    sessionStorage.setItem(DRAFT, JSON.stringify(values));
  } catch {
    // It is on the screen, which is all that this tab promises.
  }
}

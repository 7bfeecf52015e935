// What the blanks of the page's scripts hold, and which promises are approved: of the incident that is chosen, kept
// with it; of none, kept in this tab.

import { sorted, valued } from "../incident/record.js";
import { Pause } from "../shared/element.js";
import { open } from "../store/store.js";

const PAUSE = 300; // ms without typing, then it is kept
const DRAFT = "playbook values";

/**
 * Fires "change" when values have changed otherwise than by `set`, "incidents" when there are others to choose from,
 * "kept" when values are on disk, and "failed", with the error in `failure`, when they could not be kept.
 */
export class Values extends EventTarget {
  /** @type {string | null} the id of the chosen one */
  incident = null;
  /** Whether the chosen one's customer is to hear news in the quiet hours, too. */
  isAnyHour = false;
  /** @type {unknown} why the last values could not be kept */
  failure = null;
  /** @type {import("../store/store.js").Store | null} */
  #store = null;
  #values = readDraft();
  /** @type {Record<string, string>} */
  #unkept = {};
  #typing = new Pause(PAUSE, () => void this.keep());

  constructor() {
    super();
    // Not to wait for the pause: the reader changes to the chat, and the page may never come back.
    document.addEventListener("visibilitychange", () => void this.keep());
  }

  async open() {
    this.#store ??= await open();
    this.#store.watch("incident", () => this.dispatchEvent(new Event("incidents")));
  }

  /** Returns the incidents that are not closed, the latest first. */
  async incidents() {
    return sorted((await this.#store?.all("incident")) ?? []).running;
  }

  /**
   * Takes the values of an incident, null for those of this tab.
   * @param {string | null} id
   */
  async choose(id) {
    await this.keep();
    const record = id && (await this.#store?.get("incident", id));
    this.incident = record ? id : null;
    this.isAnyHour = Boolean(record && record.any_hour);
    this.#values = record ? { ...record.values } : readDraft();
    this.dispatchEvent(new Event("change"));
  }

  /** @param {string} name */
  get(name) {
    return this.#values[name] ?? "";
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    this.#values[name] = value;
    this.#unkept[name] = value;
    this.#typing.begin();
  }

  /**
   * Empties these. What an incident knows stays with it: it is no longer the one that is filled in for.
   * @param {string[]} names
   */
  async clear(names) {
    if (this.incident) {
      await this.choose(null);
    }
    names.forEach((name) => this.set(name, ""));
    this.dispatchEvent(new Event("change"));
  }

  /** Keeps what has been set, without waiting for the pause. */
  async keep() {
    this.#typing.end();
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
      await this.#store?.update("incident", this.incident, (record) => record && valued(record, values));
      this.dispatchEvent(new Event("kept"));
    } catch (error) {
      this.#unkept = { ...values, ...this.#unkept };
      this.failure = error;
      this.dispatchEvent(new Event("failed"));
    }
  }
}

/**
 * Of this tab only: another customer's name must not turn up in tomorrow's message.
 * @returns {Record<string, string>}
 */
function readDraft() {
  try {
    return /** @type {Record<string, string>} */ (JSON.parse(sessionStorage.getItem(DRAFT) ?? "{}"));
  } catch {
    return {};
  }
}

/** @param {Record<string, string>} values */
function writeDraft(values) {
  try {
    sessionStorage.setItem(DRAFT, JSON.stringify(values));
  } catch {
    // It is on the screen, which is all that this tab promises.
  }
}

// What the blanks of the page's scripts hold, and which promises are approved: of the incident that is chosen, kept
// with it; of none, kept in this tab.

import { sorted } from "../incident/record.js";
import { typingOf } from "../incident/values.js";
import { changeKept } from "../store/change.js";
import { StoreError } from "../store/errors.js";
import { areTexts } from "../store/sound.js";
import { open } from "../store/store.js";

/** @typedef {import("../store/merge.js").Conflict} Conflict */

const DRAFT = "playbook values";

/**
 * Fires "change" when values have changed otherwise than by `set`, "incidents" when there are others to choose from,
 * "kept" when values are on disk, "failed", with the error in `failure`, when they could not be kept, and "conflicts"
 * when another page has changed the same.
 */
export class Values extends EventTarget {
  /** @type {string | null} the id of the chosen one */
  incident = null;
  /** Whether the chosen one's customer is to hear news in the quiet hours, too. */
  isAnyHour = false;
  /** @type {unknown} why the last values could not be kept */
  failure = null;
  /** @type {Conflict[]} */
  conflicts = [];
  /** @type {import("../store/store.js").Store | null} */
  #store = null;
  #values = readDraft();
  /** @type {import("../store/typing.js").Typing | null} of the incident that is chosen */
  #typing = null;

  constructor() {
    super();
    // Not to wait for the pause: the reader changes to the chat, and the page may never come back.
    document.addEventListener("visibilitychange", () => void this.keep());
  }

  async open() {
    this.#store ??= await open();
    this.#store.watch("incident", () => void this.#changed());
  }

  async #changed() {
    await this.#take();
    this.dispatchEvent(new Event("incidents"));
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
    this.#tell([]);
    this.#typing = null;
    this.#values = readDraft();
    if (record) {
      const keep = (/** @type {import("../incident/record.js").Change} */ change) => this.#keep(record.id, change);
      this.#typing = typingOf(record.id, keep, (found) => this.#tell(found));
      this.#values = record.values;
    }
    this.dispatchEvent(new Event("change"));
    await this.keep(); // what was typed at the last visit
  }

  /** Takes what is kept of the incident by now. */
  async #take() {
    const record = this.incident && (await this.#store?.get("incident", this.incident));
    if (!record || record.id !== this.incident) {
      return;
    }
    const isAnyHour = Boolean(record.any_hour);
    if (isAnyHour !== this.isAnyHour || JSON.stringify(record.values) !== JSON.stringify(this.#values)) {
      this.isAnyHour = isAnyHour;
      this.#values = record.values;
      this.dispatchEvent(new Event("change"));
    }
  }

  /** @param {string} name */
  get(name) {
    return this.#typing?.typed(name) ?? this.#values[name] ?? "";
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    if (this.#typing) {
      this.#typing.set(name, value, this.#values[name] ?? "");
    } else {
      this.#values[name] = value;
      writeDraft(this.#values);
    }
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
    await this.#typing?.flush();
  }

  /**
   * Decides whether what is said here is kept, or what another page has kept stays.
   * @param {Conflict} conflict
   * @param {boolean} here
   */
  async decide(conflict, here) {
    await this.#typing?.decide(conflict, here);
    this.dispatchEvent(new Event("change"));
  }

  /**
   * @param {string} id
   * @param {import("../incident/record.js").Change} change
   */
  async #keep(id, change) {
    try {
      const values = this.#store && (await changeKept(this.#store, "incident", id, change)).values;
      if (values && id === this.incident) {
        this.#values = values;
      }
      this.dispatchEvent(new Event("kept"));
      return true;
    } catch (error) {
      if (error instanceof StoreError && error.code === "gone" && id === this.incident) {
        this.#typing?.forget();
      }
      this.failure = error;
      this.dispatchEvent(new Event("failed"));
      return false;
    }
  }

  /** @param {Conflict[]} found */
  #tell(found) {
    this.conflicts = found;
    this.dispatchEvent(new Event("conflicts"));
  }
}

/**
 * Of this tab only: another customer's name must not turn up in tomorrow's message.
 * @returns {Record<string, string>}
 */
function readDraft() {
  try {
    /** @type {unknown} */
    const found = JSON.parse(sessionStorage.getItem(DRAFT) ?? "{}");
    return areTexts(found) ? /** @type {Record<string, string>} */ (found) : {};
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

// Fields of a record that are kept while they are typed in: in the draft at once, on disk after a pause. What another
// tab has changed meanwhile is not written over: the reader decides.

import { Pause } from "../shared/element.js";
import { Draft } from "./draft.js";

/** @typedef {import("./merge.js").Edits} Edits */
/** @typedef {import("./merge.js").Conflict} Conflict */
/** @typedef {(edits: Edits) => Promise<Conflict[] | null>} Keep resolves to what was left out, null if none is kept */

const PAUSE = 300; // ms without typing, then it is kept

export class Typing {
  #draft;
  #keep;
  #tell;
  #edits;
  /** @type {Conflict[]} */
  #conflicts = [];
  #pause = new Pause(PAUSE, () => void this.flush());

  /**
   * @param {string} name of the record
   * @param {Keep} keep
   * @param {(conflicts: Conflict[]) => void} tell is called with what the reader has to decide, none where it is done
   */
  constructor(name, keep, tell) {
    this.#draft = new Draft(name);
    this.#keep = keep;
    this.#tell = tell;
    this.#edits = this.#draft.read();
  }

  /**
   * Returns what is typed in a field, undefined where it says what is kept.
   * @param {string} name
   */
  typed(name) {
    return this.#edits[name]?.value;
  }

  /**
   * @param {string} name
   * @param {string} value
   * @param {string} kept what the field said before anybody typed in it
   */
  set(name, value, kept) {
    this.#edits[name] = { before: this.#edits[name]?.before ?? kept, value };
    this.#draft.write(this.#edits);
    this.#pause.begin();
  }

  /**
   * Decides a conflict: what is said here is kept, or what is kept stays.
   * @param {Conflict} conflict
   * @param {boolean} here
   */
  async decide({ name, there }, here) {
    this.#conflicts = this.#conflicts.filter((each) => each.name !== name);
    const { [name]: edit, ...others } = this.#edits;
    this.#edits = edit && here ? { ...others, [name]: { ...edit, before: there } } : others;
    this.#draft.write(this.#edits);
    this.#tell(this.#conflicts);
    await this.flush();
  }

  /** Keeps what has been typed, without waiting for the pause. Returns whether there is nothing left to keep. */
  async flush() {
    this.#pause.end();
    const edits = { ...this.#edits };
    this.#conflicts.forEach(({ name }) => delete edits[name]);
    if (Object.keys(edits).length === 0) {
      return true;
    }
    const conflicts = await this.#keep(edits);
    if (conflicts) {
      const open = new Set(conflicts.map(({ name }) => name));
      Object.keys(edits).filter((name) => !open.has(name)).forEach((name) => this.#kept(name, edits));
      this.#conflicts = [...this.#conflicts.filter(({ name }) => !open.has(name)), ...conflicts];
      this.#draft.write(this.#edits);
      this.#tell(this.#conflicts);
    }
    return conflicts !== null;
  }

  /** What will never be kept: the record is gone. */
  forget() {
    this.#pause.end();
    this.#edits = {};
    this.#draft.write({});
  }

  /**
   * @param {string} name
   * @param {Edits} edits
   */
  #kept(name, edits) {
    const value = edits[name]?.value ?? "";
    if (this.#edits[name]?.value === value) {
      delete this.#edits[name];
    } else if (this.#edits[name]) {
      this.#edits[name].before = value; // typed on while it was being kept
    }
  }
}

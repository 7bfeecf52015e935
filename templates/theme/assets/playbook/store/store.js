// Records on this device, and nowhere else: kept in IndexedDB, told to the site's other tabs, carried away as a file. A
// change counts once it is on disk: every promise here waits for its transaction, in the strict mode where there is
// one.

import { connect } from "./database.js";
import { StoreError, codeOf } from "./errors.js";
import { newId } from "./id.js";
import { Notices } from "./notices.js";
import { siteName } from "./site-name.js";
import { SOUND, isObject } from "./sound.js";

/**
 * What is kept, by kind.
 * @typedef {object} Kinds
 * @property {import("../incident/record.js").Incident} incident
 * @property {import("../ledger/rows.js").Row} ledger
 * @property {import("../training/memory.js").Learnt | import("../training/progress.js").Finished} learning
 * @property {import("../checklist/ticks.js").Ticks} checklist
 */

/** @typedef {{ kind: keyof Kinds, record: { id: string } }} Along */

/** @type {(keyof Kinds)[]} */
export const KINDS = ["incident", "ledger", "learning"]; // those of one database; ticks have their own

/**
 * Returns the store. Rejects with a StoreError.
 * @param {string} [name] keeps the handbooks of one host apart
 * @param {(keyof Kinds)[]} [kinds]
 */
export async function open(name = siteName(), kinds = KINDS) {
  /** @type {IDBDatabase} */
  const database = await connect(name, kinds, () => store.look());
  const store = new Store(name, kinds, database);
  return store;
}

/** Fires "change" with a `Change` as its detail after every change, in all tabs. */
export class Store extends EventTarget {
  #name;
  #kinds;
  #database;
  /** @type {Promise<IDBDatabase> | null} */
  #opening = null;
  #notices;

  /**
   * @param {string} name
   * @param {(keyof Kinds)[]} kinds
   * @param {IDBDatabase} database
   */
  constructor(name, kinds, database) {
    super();
    this.#name = name;
    this.#kinds = kinds;
    this.#database = database;
    this.#notices = new Notices(name, (change) => this.#tell(change));
  }

  /**
   * Calls `task` after every change of records of `kind`, in this tab or another.
   * @param {keyof Kinds} kind
   * @param {(change: import("./notices.js").Change) => void} task
   * @param {AbortSignal} [signal] ends that
   */
  watch(kind, task, signal) {
    const look = (/** @type {Event} */ event) => {
      const { detail } = /** @type {CustomEvent<import("./notices.js").Change>} */ (event);
      if (detail.kind === kind) {
        task(detail);
      }
    };
    this.addEventListener("change", look, signal && { signal });
  }

  /**
   * Returns every record of a kind, by id; those that cannot be shown are set aside.
   * @template {keyof Kinds} K
   * @param {K} kind
   */
  async all(kind) {
    return (await this.#held(kind)).filter((record) => isSound(kind, record));
  }

  /**
   * Returns the records of a kind that are set aside.
   * @param {keyof Kinds} kind
   */
  async unsound(kind) {
    return /** @type {{ id: string }[]} */ ((await this.#held(kind)).filter((record) => !isSound(kind, record)));
  }

  /** @param {keyof Kinds} kind */
  async #held(kind) {
    const records = await this.work([kind], "readonly", (of) => of(kind).getAll());
    return /** @type {unknown[]} */ (records);
  }

  /**
   * Returns a record, undefined if there is none that can be shown.
   * @template {keyof Kinds} K
   * @param {K} kind
   * @param {string} id
   */
  async get(kind, id) {
    const record = /** @type {unknown} */ (await this.work([kind], "readonly", (of) => of(kind).get(id)));
    return isSound(kind, record) ? record : undefined;
  }

  /**
   * Keeps a record under its `id`, a text that is not empty.
   * @template {keyof Kinds} K
   * @param {K} kind
   * @param {Kinds[K]} record
   */
  async put(kind, record) {
    await this.update(kind, record.id, () => record);
  }

  /**
   * Keeps and returns what `change` makes of the record (undefined if there is none that can be shown): at once, so
   * that two tabs that change a record do not undo each other's change. Where `change` returns undefined or throws,
   * nothing is kept, nor of `along`, the records that are kept with it or not at all.
   * @template {keyof Kinds} K
   * @param {K} kind
   * @param {string} id
   * @param {(record: Kinds[K] | undefined) => Kinds[K] | undefined} change
   * @param {Along[]} along
   */
  async update(kind, id, change, along = []) {
    /** @type {Kinds[K] | undefined} */
    let record;
    let tooLong = false;
    const kinds = [kind, ...along.map((each) => each.kind)];
    const working = this.work(kinds, "readwrite", (of) => {
      const found = of(kind).get(id);
      found.onsuccess = () => {
        const before = /** @type {unknown} */ (found.result);
        record = change(isSound(kind, before) ? before : undefined);
        tooLong = record !== undefined && isSound(kind, before) && !isSound(kind, record);
        if (tooLong) {
          of(kind).transaction.abort(); // it would be set aside, and all that was in it before
        } else if (record !== undefined) {
          replace(of(kind), kind, before, record);
          along.forEach((each) => replaceHeld(of(each.kind), each));
        }
      };
    });
    await working.catch((error) => {
      throw tooLong ? new StoreError("limit") : error;
    });
    if (record !== undefined) {
      this.changed(kind, id);
      along.forEach((each) => this.changed(each.kind, each.record.id));
    }
    return record;
  }

  /**
   * @param {keyof Kinds} kind
   * @param {string} id
   */
  async remove(kind, id) {
    await this.work([kind], "readwrite", (of) => of(kind).delete(id));
    this.changed(kind, id, true);
  }

  /**
   * Removes all records of a kind, also those that are set aside.
   * @param {keyof Kinds} kind
   */
  async clear(kind) {
    await this.work([kind], "readwrite", (of) => void of(kind).clear());
    this.changed(kind, null, true);
  }

  close() {
    this.#notices.close();
    this.#database.close();
  }

  /**
   * Tells of a change, all tabs.
   * @param {string} kind
   * @param {string | null} id
   */
  changed(kind, id, removed = false) {
    const change = { kind, id, removed };
    this.#notices.send(change);
    this.#tell(change);
  }

  /** Has everything read again: the database was closed from elsewhere. */
  look() {
    this.#kinds.forEach((kind) => this.#tell({ kind, id: null }));
  }

  /** @param {import("./notices.js").Change} detail */
  #tell(detail) {
    this.dispatchEvent(new CustomEvent("change", { detail }));
  }

  /**
   * Runs `work` on the kinds' object stores; resolves, to the result of the request it returns, when all is on disk.
   * @template T
   * @param {(keyof Kinds)[]} kinds
   * @param {IDBTransactionMode} mode
   * @param {(of: (kind: keyof Kinds) => IDBObjectStore) => IDBRequest<T> | void} work
   * @returns {Promise<T | undefined>}
   */
  async work(kinds, mode, work) {
    const transaction = await this.#transaction(kinds, mode);
    return new Promise((resolve, reject) => {
      /** @type {IDBRequest<T> | void} */
      let request;
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = () => reject(new StoreError(codeOf(transaction.error), transaction.error));
      try {
        request = work((kind) => transaction.objectStore(kind));
      } catch (error) {
        transaction.abort();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  /**
   * @param {(keyof Kinds)[]} kinds
   * @param {IDBTransactionMode} mode
   */
  async #transaction(kinds, mode) {
    try {
      return this.#database.transaction(kinds, mode, { durability: "strict" });
    } catch {
      // The browser has closed it, or another version of the site has.
      this.#opening ??= connect(this.#name, this.#kinds, () => this.look()).finally(() => (this.#opening = null));
      this.#database = await this.#opening;
      return this.#database.transaction(kinds, mode, { durability: "strict" });
    }
  }
}

/**
 * @template {keyof Kinds} K
 * @param {K} kind
 * @param {unknown} record
 * @returns {record is Kinds[K]}
 */
function isSound(kind, record) {
  return Boolean(SOUND[kind]?.(record));
}

/**
 * Puts a record in the place of the one before. One that is set aside is the reader's all the same, and a newer version
 * may be able to read it: it goes on under an id of its own, where it is still named. Ticks begin anew: they are soon
 * made again, and no page names them.
 * @param {IDBObjectStore} held
 * @param {keyof Kinds} kind
 * @param {unknown} before
 * @param {{ id: string }} record
 */
export function replace(held, kind, before, record) {
  if (isObject(before) && !isSound(kind, before) && KINDS.includes(kind)) {
    held.put({ ...before, id: `${record.id} ${newId()}` });
  }
  held.put(record);
}

/**
 * Puts a record in the place of the one that is held.
 * @param {IDBObjectStore} held
 * @param {Along} along
 */
function replaceHeld(held, { kind, record }) {
  const found = held.get(record.id);
  found.onsuccess = () => replace(held, kind, found.result, record);
}

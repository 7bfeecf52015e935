// What stands in for the browser's database where it has none: as much of one as the store asks for. It lasts as long
// as the page.

/** @typedef {Map<string, { id: string }>} Held */

/**
 * @param {readonly string[]} kinds
 * @returns {IDBDatabase}
 */
export function memoryDatabase(kinds) {
  const held = new Map(kinds.map((kind) => [kind, /** @type {Held} */ (new Map())]));
  const database = { transaction: () => new Transaction(held), close: () => {} };
  return /** @type {IDBDatabase} */ (/** @type {unknown} */ (database));
}

class Transaction {
  #held;
  /** @type {(() => void) | null} */
  oncomplete = null;
  /** @type {(() => void) | null} */
  onabort = null;
  error = null;
  #aborted = false;

  /** @param {Map<string, Held>} held by kind */
  constructor(held) {
    this.#held = held;
    setTimeout(() => this.#aborted || this.oncomplete?.()); // by then all that was asked for has been answered
  }

  abort() {
    this.#aborted = true;
    this.onabort?.();
  }

  /** @param {string} kind */
  objectStore(kind) {
    const held = this.#held.get(kind) ?? /** @type {Held} */ (new Map());
    return {
      transaction: this,
      get: (/** @type {string} */ id) => answer(() => copyOf(held.get(id))),
      getAll: () => answer(() => [...held.values()].map(copyOf)),
      put: (/** @type {{ id: string }} */ record) => answer(() => void held.set(record.id, copyOf(record))),
      delete: (/** @type {string} */ id) => answer(() => void held.delete(id)),
      clear: () => answer(() => held.clear()),
    };
  }
}

/**
 * @template T
 * @param {() => T} work
 */
function answer(work) {
  const request = { result: work(), onsuccess: /** @type {(() => void) | null} */ (null) };
  queueMicrotask(() => request.onsuccess?.());
  return request;
}

/**
 * Returns a value as it would come from a file.
 * @template T
 * @param {T} value
 * @returns {T}
 */
function copyOf(value) {
  return value && /** @type {T} */ (JSON.parse(JSON.stringify(value)));
}

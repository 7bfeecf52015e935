// Records on this device, and nowhere else: kept in IndexedDB, told to the site's other tabs, carried away as a file.
// A change counts once it is on disk: every promise here waits for its transaction, in the strict mode where there is one.

import { pack, unpack } from "./exchange.js";
import { StoreError, codeOf } from "./errors.js";
import { Notices } from "./notices.js";

export const KINDS = ["incident", "ledger", "learning"];

const VERSION = 1;
const PATIENCE = 10_000; // ms; browsers are known to leave an opening unanswered

// Returns the store. Rejects with a StoreError. `name` keeps the handbooks of one host apart.
export async function open(name = siteName()) {
  return new Store(name, await connect(name));
}

// Fires "change" with detail { kind, id } after every change, in all tabs; id is null where many have changed.
class Store extends EventTarget {
  #name;
  #database;
  #notices;

  constructor(name, database) {
    super();
    this.#name = name;
    this.#database = database;
    this.#notices = new Notices(name, (change) => this.#tell(change));
  }

  // Returns every record of a kind, by id.
  async all(kind) {
    return this.#work([kind], "readonly", (stores) => stores[kind].getAll());
  }

  // Returns a record, undefined if there is none.
  async get(kind, id) {
    return this.#work([kind], "readonly", (stores) => stores[kind].get(id));
  }

  // Keeps a record under its `id`, a text that is not empty.
  async put(kind, record) {
    await this.#work([kind], "readwrite", (stores) => stores[kind].put(record));
    this.#changed(kind, record.id);
  }

  // Keeps and returns what `change` makes of the record (undefined if there is none): at once, so that two tabs that
  // change a record do not undo each other's change. Where `change` returns undefined or throws, nothing is kept.
  async update(kind, id, change) {
    let record;
    await this.#work([kind], "readwrite", (stores) => {
      stores[kind].get(id).onsuccess = ({ target }) => {
        record = change(target.result);
        if (record !== undefined) {
          stores[kind].put(record);
        }
      };
    });
    if (record !== undefined) {
      this.#changed(kind, id);
    }
    return record;
  }

  async remove(kind, id) {
    await this.#work([kind], "readwrite", (stores) => stores[kind].delete(id));
    this.#changed(kind, id);
  }

  // Returns the records of these kinds as a plain object for a file.
  async export(kinds = KINDS) {
    const found = await Promise.all(kinds.map(async (kind) => [kind, await this.all(kind)]));
    return pack(Object.fromEntries(found));
  }

  // Takes in what `export` made, all that is sound or, if the disk refuses, none. Returns { added, replaced, rejected };
  // a rejected entry is { where, why }, a path into the object and a code of exchange.js.
  async import(object) {
    const { records, rejected } = unpack(object, KINDS);
    const kinds = Object.keys(records);
    let replaced = 0;
    if (kinds.length) {
      await this.#work(kinds, "readwrite", (stores) => {
        for (const kind of kinds) {
          for (const record of records[kind]) {
            stores[kind].getKey(record.id).onsuccess = ({ target }) => (replaced += target.result === undefined ? 0 : 1);
            stores[kind].put(record);
          }
        }
      });
      kinds.forEach((kind) => this.#changed(kind, null));
    }
    return { added: kinds.reduce((sum, kind) => sum + records[kind].length, 0) - replaced, replaced, rejected };
  }

  close() {
    this.#notices.close();
    this.#database.close();
  }

  #changed(kind, id) {
    this.#notices.send({ kind, id });
    this.#tell({ kind, id });
  }

  #tell(detail) {
    this.dispatchEvent(new CustomEvent("change", { detail }));
  }

  // Runs `work` on the kinds' object stores; resolves, to the result of the request it returns, when all is on disk.
  async #work(kinds, mode, work) {
    let transaction;
    try {
      transaction = this.#database.transaction(kinds, mode, { durability: "strict" });
    } catch {
      this.#database = await connect(this.#name); // the browser has closed it, or another version of the site has
      transaction = this.#database.transaction(kinds, mode, { durability: "strict" });
    }
    return new Promise((resolve, reject) => {
      let request;
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = () => reject(new StoreError(codeOf(transaction.error), transaction.error));
      try {
        request = work(Object.fromEntries(kinds.map((kind) => [kind, transaction.objectStore(kind)])));
      } catch (error) {
        transaction.abort();
        reject(error);
      }
    });
  }
}

function connect(name) {
  return new Promise((resolve, reject) => {
    if (!globalThis.indexedDB) {
      throw new StoreError("unavailable");
    }
    const request = indexedDB.open(name, VERSION);
    let late = false;
    const waiting = setTimeout(() => {
      late = true;
      reject(new StoreError("blocked"));
    }, PATIENCE);
    request.onupgradeneeded = () => {
      KINDS.filter((kind) => !request.result.objectStoreNames.contains(kind)).forEach((kind) =>
        request.result.createObjectStore(kind, { keyPath: "id" }),
      );
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      clearTimeout(waiting);
      const database = request.result;
      database.onversionchange = () => database.close(); // never in the way of a newer site
      late ? database.close() : resolve(database);
    };
  }).catch((error) => {
    throw error instanceof StoreError ? error : new StoreError(codeOf(error), error);
  });
}

// The theme knows the site's own folder.
function siteName() {
  return `playbook ${globalThis.__md_scope?.pathname ?? "/"}`;
}

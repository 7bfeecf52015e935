import { StoreError, codeOf } from "./errors.js";

const VERSION = 1;
const PATIENCE = 10_000; // ms; browsers are known to leave an opening unanswered

const RECOVERY = 300; // ms

/**
 * Opens the browser's database `name`, with an object store for each kind of record. Rejects with a StoreError.
 * @param {string} name
 * @param {string[]} kinds
 * @param {() => void} gone is called when it is closed from elsewhere: a newer site has come, or it has been deleted
 * @returns {Promise<IDBDatabase>}
 */
export async function connect(name, kinds, gone) {
  try {
    return await opened(name, kinds, gone);
  } catch (error) {
    const { cause } = /** @type {StoreError} */ (error);
    if (!(cause instanceof Error && cause.name === "AbortError")) {
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, RECOVERY)); // the browser is still clearing what was there
    return opened(name, kinds, gone);
  }
}

/**
 * @param {string} name
 * @param {string[]} kinds
 * @param {() => void} gone
 * @returns {Promise<IDBDatabase>}
 */
function opened(name, kinds, gone) {
  return new Promise((resolve, reject) => {
    if (typeof indexedDB === "undefined") {
      throw new StoreError("unavailable");
    }
    const request = indexedDB.open(name, VERSION);
    let late = false;
    const waiting = setTimeout(() => {
      late = true;
      reject(new StoreError("blocked"));
    }, PATIENCE);
    request.onupgradeneeded = () => {
      for (const kind of kinds.filter((each) => !request.result.objectStoreNames.contains(each))) {
        request.result.createObjectStore(kind, { keyPath: "id" });
      }
    };
    request.onerror = () => reject(failure(request.error));
    request.onsuccess = () => {
      clearTimeout(waiting);
      const database = request.result;
      database.onclose = gone;
      database.onversionchange = () => {
        database.close(); // never in the way of a newer site
        gone();
      };
      if (late) {
        database.close();
      } else {
        resolve(database);
      }
    };
  }).catch((error) => {
    throw failure(error);
  });
}

/** @param {unknown} error */
function failure(error) {
  if (error instanceof StoreError) {
    return error;
  }
  const cause = error instanceof Error ? error : null;
  return new StoreError(codeOf(cause), cause);
}

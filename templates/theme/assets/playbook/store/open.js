// The device's store; where there is none, one that lasts as long as the page, so that it goes on, and what is written
// can be saved as a file.

import { StoreError } from "./errors.js";
import { memoryDatabase } from "./memory.js";
import { siteName } from "./site-name.js";
import { KINDS, Store, open } from "./store.js";

/** @typedef {{ store: Store, failure: StoreError | null }} Opened `failure` says why nothing is kept */

/** @returns {Promise<Opened>} */
export async function openAnyway() {
  try {
    return { store: await open(), failure: null };
  } catch (error) {
    if (!(error instanceof StoreError)) {
      throw error;
    }
    const store = new Store(siteName(), KINDS, memoryDatabase(KINDS));
    askBeforeLeaving(store);
    return { store, failure: error };
  }
}

/** @param {Store} store what goes with the page, once there is something in it */
function askBeforeLeaving(store) {
  const ask = () => addEventListener("beforeunload", (event) => event.preventDefault());
  store.addEventListener("change", ask, { once: true });
}

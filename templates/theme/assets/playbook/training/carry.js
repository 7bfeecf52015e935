// What is learnt out to a file, and in again. A script of its own: few ask for it, and practice begins without.

import { jsonOf, saveJson } from "../shared/files.js";
import { pack } from "../store/exchange.js";
import { isObject } from "../store/sound.js";
import { open } from "../store/store.js";
import { exported, imported } from "../store/transfer.js";

const KIND = "learning";

export const carry = {
  /**
   * Saves what is kept; where nothing is, what the page knows.
   * @param {import("./memory.js").Learnt[]} known
   * @param {string} name
   */
  async save(known, name) {
    const kept = await open().then((store) => exported(store, [KIND])).catch(() => pack({ [KIND]: known }));
    saveJson(kept, name);
  },

  /**
   * Takes a file in, and of one with other records what was learnt; returns whether any could be used. Rejects with a
   * StoreError.
   * @param {File} file
   */
  async take(file) {
    const object = await jsonOf(file);
    const records = isObject(object) && isObject(object.records) ? object.records : {};
    const learnt = { ...(isObject(object) ? object : {}), records: { [KIND]: records[KIND] } };
    const { added, replaced } = await imported(await open(), learnt);
    return added + replaced > 0;
  },
};

globalThis.carry = carry;

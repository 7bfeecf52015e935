// Records out to a file, and in again.

import { pack, unpack } from "./exchange.js";
import { KINDS, replace } from "./store.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {keyof import("./store.js").Kinds} Kind */

/**
 * Returns the records of these kinds as a plain object for a file.
 * @param {Store} store
 * @param {Kind[]} kinds
 */
export async function exported(store, kinds) {
  const found = await Promise.all(kinds.map(async (kind) => [kind, await store.all(kind)]));
  return pack(/** @type {Record<string, unknown[]>} */ (Object.fromEntries(found)));
}

/**
 * Takes in what `exported` made, all that is sound or, if the disk refuses, none. Tells what is wrong with the rest.
 * @param {Store} store
 * @param {unknown} object
 */
export async function imported(store, object) {
  const { records, rejected } = unpack(object, KINDS);
  const kinds = KINDS.filter((kind) => kind in records);
  const entries = kinds.flatMap((kind) => (records[kind] ?? []).map((record) => ({ kind, record })));
  let replaced = 0;
  if (kinds.length > 0) {
    await store.work(kinds, "readwrite", (of) => {
      for (const { kind, record } of entries) {
        const found = of(kind).get(record.id);
        found.onsuccess = () => {
          replaced += found.result === undefined ? 0 : 1;
          replace(of(kind), kind, found.result, record);
        };
      }
    });
    kinds.forEach((kind) => store.changed(kind, null));
  }
  return { added: entries.length - replaced, replaced, rejected };
}

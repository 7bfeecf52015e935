import { StoreError } from "./errors.js";

/** @typedef {import("./store.js").Kinds} Kinds */

/**
 * As `store.update`, of a record that has to be there: else nothing would be kept, and nobody would know.
 * @template {keyof Kinds} K
 * @param {import("./store.js").Store} store
 * @param {K} kind
 * @param {string} id
 * @param {(record: Kinds[K]) => Kinds[K]} change
 * @param {import("./store.js").Along[]} [along]
 */
export async function changeKept(store, kind, id, change, along) {
  const record = await store.update(kind, id, (kept) => kept && change(kept), along);
  if (!record) {
    throw new StoreError("gone");
  }
  return record;
}

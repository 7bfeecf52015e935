// Records out to a file, and in from one.

import { jsonOf, save } from "../shared/files.js";

/**
 * Offers `object` to the reader as a file.
 * @param {unknown} object
 * @param {string} name
 */
export function offer(object, name) {
  save(new Blob([JSON.stringify(object, null, 1)], { type: "application/json" }), name);
}

/**
 * Takes a file in. Returns what `store.import` does; "unreadable" is why a file is rejected that is no JSON.
 * @param {import("../store/store.js").Store} store
 * @param {File} file
 */
export async function bringIn(store, file) {
  const object = await jsonOf(file);
  if (object === undefined) {
    return { added: 0, replaced: 0, rejected: [{ where: file.name, why: "unreadable" }] };
  }
  return store.import(object);
}

// Records in from a file.

import { jsonOf } from "../shared/files.js";
import { imported } from "../store/transfer.js";

/**
 * Takes a file in. Returns what `imported` does; "unreadable" is why a file is rejected that is no JSON.
 * @param {import("../store/store.js").Store} store
 * @param {File} file
 */
export async function bringIn(store, file) {
  const object = await jsonOf(file);
  if (object === undefined) {
    return { added: 0, replaced: 0, rejected: [{ where: file.name, why: "unreadable" }] };
  }
  return imported(store, object);
}

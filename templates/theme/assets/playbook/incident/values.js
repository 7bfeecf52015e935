// What is known of an incident, typed on its page and in the scripts: one draft for both.

import { merged } from "../store/merge.js";
import { Typing } from "../store/typing.js";

/**
 * @param {string} id the incident's
 * @param {(change: import("./record.js").Change) => Promise<boolean>} keep resolves to whether it was kept
 * @param {(conflicts: import("../store/merge.js").Conflict[]) => void} tell
 */
export function typingOf(id, keep, tell) {
  const kept = async (/** @type {import("../store/merge.js").Edits} */ edits) => {
    /** @type {import("../store/merge.js").Conflict[]} */
    let conflicts = [];
    const isKept = await keep((record) => {
      const found = merged(record.values, edits);
      conflicts = found.conflicts;
      return { ...record, values: found.values };
    });
    return isKept ? conflicts : null;
  };
  return new Typing(`incident ${id}`, kept, tell);
}

// Fields that were changed here and elsewhere, both texts side by side: the reader says which is right.

import { control, itemOf, part } from "../shared/page.js";

/** @typedef {import("./merge.js").Conflict} Conflict */

/**
 * @param {HTMLElement} root has the places for them
 * @param {Conflict[]} conflicts
 * @param {(conflict: Conflict) => string} labelOf
 * @param {(conflict: Conflict, here: boolean) => void} decide
 */
export function showConflicts(root, conflicts, labelOf, decide) {
  const items = conflicts.map((conflict) => {
    const { here, there } = conflict;
    const item = itemOf(root, "conflict", { label: labelOf(conflict), here, there });
    control(item, "take-here").addEventListener("click", () => decide(conflict, true));
    control(item, "take-there").addEventListener("click", () => decide(conflict, false));
    return item;
  });
  const place = part(root, "conflicts");
  place.replaceChildren(...items);
  place.hidden = items.length === 0;
}

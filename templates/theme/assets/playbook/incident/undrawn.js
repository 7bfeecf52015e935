// Incidents that are sound in form, and fail to be drawn all the same: set aside as those that are not, until they
// change; every page finds out for itself. So are those whose id no address can hold: half of a character pair.

import { ASIDE } from "../store/set-aside.js";
import { SOUND } from "../store/sound.js";

/** @typedef {import("./record.js").Incident} Incident */

/** @type {Map<string, string>} by id, as they were then */
const undrawn = new Map();
const isSound = SOUND.incident;

SOUND.incident = (value) => {
  const { id } = /** @type {Incident} */ (value ?? {});
  const isDrawn = !undrawn.has(id) || undrawn.get(id) !== JSON.stringify(value);
  return Boolean(isSound?.(value)) && !/\p{Cs}/u.test(id) && isDrawn;
};

/**
 * Sets an incident aside; what shows incidents is told.
 * @param {import("../store/store.js").Store} store
 * @param {Incident} record
 */
export function setAside(store, record) {
  undrawn.set(record.id, JSON.stringify(record));
  store.dispatchEvent(new CustomEvent("change", { detail: { kind: "incident", id: record.id, removed: true } }));
  dispatchEvent(new Event(ASIDE)); // what names it has a store of its own
}

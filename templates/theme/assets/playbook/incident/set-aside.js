// Records on the device that cannot be shown: named, saved as a file, removed. They stand in no list, and in no list's
// way.

import { control, part } from "../shared/page.js";
import { filled } from "../shared/words.js";
import { pack } from "../store/exchange.js";
import { offer } from "./files.js";

const NAMED = 10;

/** @typedef {import("../store/store.js").Store} Store */
/** @typedef {(work: (store: Store) => unknown) => Promise<boolean>} Trying runs what may fail on the disk */

/**
 * Shows what is set aside, where there is something, and lets the reader save or remove it.
 * @param {HTMLElement} root
 * @param {Pick<import("./page.js").IncidentPage, "words" | "clock">} page
 * @param {Trying} trying
 * @param {AbortSignal} signal
 */
export async function showSetAside(root, { words, clock }, trying, signal) {
  const place = part(root, "set-aside");
  /** @type {Awaited<ReturnType<Store["unsound"]>> | undefined} */
  let held;
  const look = () => trying(async (store) => {
    held = await store.unsound();
    const names = Object.entries(held).flatMap(([kind, records]) => records.map(({ id }) => `${kind} ${id}`));
    place.hidden = names.length === 0;
    const told = names.slice(0, NAMED).join(", ");
    part(place, "names").textContent = filled(words.set_aside, { count: names.length, names: told });
  });
  const save = () => offer(pack(held ?? {}), `set-aside-${clock.date(Date.now())}.json`);
  control(place, "save-aside").addEventListener("click", save, { signal });
  const remove = () => trying(async (store) => {
    const all = Object.entries(held ?? {}).flatMap(([kind, records]) => records.map(({ id }) => ({ kind, id })));
    for (const { kind, id } of all) {
      await store.remove(/** @type {keyof import("../store/store.js").Kinds} */ (kind), id);
    }
    await look();
  });
  control(place, "remove-aside").addEventListener("click", () => void remove(), { signal });
  await look();
}

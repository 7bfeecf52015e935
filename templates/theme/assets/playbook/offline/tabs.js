// Which version a page belongs to that was open when a newer one took over: it goes on with its own version's files.

import { COPY, PYTHON, TABS, isCopy, isOwn, worker } from "./build.js";
import { hasHandbook, prunePython } from "./store.js";

/** @typedef {{ current: string | null, left: Record<string, string> }} Tabs copies, others by client id */

const KEY = "?tabs";
/** @type {Tabs | undefined} read once */
let remembered;

/** Makes this version the current one, and lets go of copies that no open page belongs to. */
export async function takeOver() {
  const { current, left } = await recall();
  const open = await worker.clients.matchAll({ type: "all", includeUncontrolled: true });
  const behind = current && current !== COPY ? open.map(({ id }) => [id, left[id] ?? current]) : [];
  remembered = { current: COPY, left: /** @type {Record<string, string>} */ (Object.fromEntries(behind)) };
  await (await caches.open(TABS)).put(KEY, new Response(JSON.stringify(remembered)));
  const wanted = new Set([COPY, TABS, PYTHON, ...Object.values(remembered.left)]);
  const names = (await caches.keys()).filter(isOwn);
  await Promise.all(names.filter((name) => !wanted.has(name)).map((name) => caches.delete(name)));
  if (behind.length === 0) {
    await prunePython();
  }
}

/**
 * Returns the copy that a page's requests are answered from.
 * @param {string} client
 */
export async function copyOf(client) {
  const { left } = await recall();
  return left[client] ?? COPY;
}

/** Returns whether pages of an earlier version are kept, and may be open. */
export async function hasEarlierCopy() {
  const others = (await caches.keys()).filter((name) => isCopy(name) && name !== COPY);
  return (await Promise.all(others.map((name) => hasHandbook(name)))).includes(true);
}

/** @returns {Promise<Tabs>} */
async function recall() {
  if (!remembered) {
    const kept = await caches.match(KEY, { cacheName: TABS });
    remembered = kept ? /** @type {Tabs} */ (await kept.json()) : { current: null, left: {} };
  }
  return remembered;
}

// Which version a page belongs to that was open when a newer one took over: it goes on with its own version's files.

import { COPY, TABS, isCopy, isOwn, PYTHON } from "./build.js";
import { prunePython } from "./store.js";

const KEY = "?tabs";
let remembered = null; // { current, left: { client id: copy } }, read once

// Makes this version the current one, and lets go of copies that no open page belongs to.
export async function takeOver() {
  const { current, left } = await recall();
  const open = await clients.matchAll({ type: "all", includeUncontrolled: true });
  const behind = current && current !== COPY ? open.map(({ id }) => [id, left[id] ?? current]) : [];
  remembered = { current: COPY, left: Object.fromEntries(behind) };
  await (await caches.open(TABS)).put(KEY, new Response(JSON.stringify(remembered)));
  const wanted = new Set([COPY, TABS, PYTHON, ...Object.values(remembered.left)]);
  const names = (await caches.keys()).filter(isOwn);
  await Promise.all(names.filter((name) => !wanted.has(name)).map((name) => caches.delete(name)));
  if (!behind.length) {
    await prunePython();
  }
}

// Returns the copy that a page's requests are answered from.
export async function copyOf(client) {
  const { left } = await recall();
  return left[client] ?? COPY;
}

export async function hasEarlierCopy() {
  return (await caches.keys()).some((name) => isCopy(name) && name !== COPY);
}

async function recall() {
  remembered ??= (await (await caches.match(KEY, { cacheName: TABS }))?.json()) ?? { current: null, left: {} };
  return remembered;
}

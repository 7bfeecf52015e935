// What is kept on the device: whole copies of the handbook, and the files of the browser's Python. Nothing gets in
// unchecked.

import { Failure, bytes, pastCaches, payload } from "../shared/download.js";
import { ASSETS, COPY, PYTHON, RUNTIME, SCOPE, handbook, runtime } from "./build.js";
import { unpacked } from "./unpack.js";

/** @typedef {import("../shared/download.js").Count} Count */
/** @typedef {import("../shared/download.js").Entry} Entry */

const WHOLE = new URL("?whole", SCOPE).href; // put into a copy after everything else: the list of what is in it
/** @type {Map<string, Set<string>>} the addresses that a copy consists of, by its name */
const lists = new Map();
/** @type {Promise<void> | undefined} what several pages have asked for is done once */
let saving;
/** @type {Set<Count>} */
const counting = new Set();

/** Returns whether a copy is there with all that was put into it: browsers and their users may take some away. */
export async function hasHandbook(copy = COPY) {
  return (await lacking(copy))?.size === 0;
}

/** Returns whether Python was wanted: files of it are kept, of this version or of an earlier one. */
export async function hasPython() {
  return (await (await caches.open(PYTHON)).keys()).length > 0;
}

/** Returns the entries of files of Python that are not kept yet. */
export async function missingPython() {
  const addresses = new Set((await (await caches.open(PYTHON)).keys()).map(({ url }) => url));
  return runtime.filter(({ file }) => !addresses.has(new URL(file, RUNTIME).href));
}

/**
 * Keeps the handbook, all of it or nothing; where a part of it was taken away, that part.
 * @param {Count} [count]
 */
export function saveHandbook(count = () => {}) {
  counting.add(count);
  saving ??= fill((more) => counting.forEach((each) => each(more))).finally(() => {
    saving = undefined;
    counting.clear();
  });
  return saving;
}

/** @param {Count} count */
async function fill(count) {
  const lacks = await lacking(COPY);
  if (lacks?.size === 0) {
    return;
  }
  const content = await pastCaches((cache) => bytes(payload(ASSETS, handbook, count, cache)));
  const files = unpacked(content).map(({ path, response }) => ({ address: new URL(path, SCOPE).href, response }));
  try {
    const cache = await caches.open(COPY);
    const wanted = files.filter(({ address }) => lacks?.has(address) ?? true);
    await Promise.all(wanted.map(({ address, response }) => cache.put(address, response)));
    await cache.put(WHOLE, new Response(JSON.stringify(files.map(({ address }) => address))));
  } catch (error) {
    if (!lacks) {
      await caches.delete(COPY);
    }
    throw refused(error, handbook.file);
  }
}

/**
 * Keeps the files of Python; those that came whole stay, whatever becomes of the others.
 * @param {Count} [count]
 */
export async function savePython(count = () => {}) {
  const cache = await caches.open(PYTHON);
  const save = async (/** @type {Entry} */ entry) => {
    /** @type {Response | undefined} */
    let copy;
    await pastCaches((from) => payload(RUNTIME, entry, count, from, (response) => (copy = response.clone())).done);
    try {
      await cache.put(new URL(entry.file, RUNTIME), /** @type {Response} */ (/** @type {unknown} */ (copy)));
    } catch (error) {
      throw refused(error, entry.file);
    }
  };
  const done = await Promise.allSettled((await missingPython()).map(save));
  const failed = done.find((each) => each.status === "rejected");
  if (failed) {
    throw failed.reason;
  }
}

/** Drops files of Python that this version has no use for. */
export async function prunePython() {
  const wanted = new Set(runtime.map(({ file }) => new URL(file, RUNTIME).href));
  const cache = await caches.open(PYTHON);
  const requests = await cache.keys();
  await Promise.all(requests.filter(({ url }) => !wanted.has(url)).map((request) => cache.delete(request)));
}

/**
 * Returns the kept answer to a request of a page that belongs to `copy`, if there is one.
 * @param {string} address
 * @param {string} copy
 */
export async function kept(address, copy) {
  const url = new URL(address);
  url.search = "";
  url.hash = "";
  if (url.href.startsWith(RUNTIME.href)) {
    return caches.match(url, { cacheName: PYTHON });
  }
  const list = await listed(copy);
  if (!list) {
    return undefined;
  }
  const file = url.pathname.endsWith("/") ? new URL("index.html", url).href : url.href;
  const folder = `${url.href}/index.html`;
  if (!list.has(file) && list.has(folder)) {
    return Response.redirect(`${url.href}/`); // as a host sends on whoever asks for a folder without the slash
  }
  const answer = () => caches.match(file, { cacheName: copy });
  const found = await answer();
  if (found || copy !== COPY || !list.has(file)) {
    return found;
  }
  return saveHandbook().then(answer, () => undefined); // it was taken away
}

/**
 * Lets go of a kept file, which has proved wrong.
 * @param {string} address
 * @param {string} copy
 */
export async function forget(address, copy) {
  await Promise.all([copy, PYTHON].map(async (name) => (await caches.open(name)).delete(address)));
}

/**
 * Returns the addresses that a copy consists of; undefined where there never was a whole one.
 * @param {string} copy
 */
async function listed(copy) {
  const note = lists.has(copy) ? undefined : await caches.match(WHOLE, { cacheName: copy });
  if (note) {
    const list = (await note.text()) || "[]"; // the first versions of this script wrote none
    lists.set(copy, new Set(/** @type {string[]} */ (JSON.parse(list))));
  }
  return lists.get(copy);
}

/**
 * Returns the addresses that are missing from a copy; undefined where there never was a whole one.
 * @param {string} copy
 */
async function lacking(copy) {
  lists.delete(copy); // all of it may have been taken away
  const list = await listed(copy);
  if (!list) {
    return undefined;
  }
  const there = new Set((await (await caches.open(copy)).keys()).map(({ url }) => url));
  return new Set([...list].filter((address) => !there.has(address)));
}

/**
 * @param {unknown} error
 * @param {string} file
 */
function refused(error, file) {
  const name = error instanceof DOMException ? error.name : "";
  /** @type {Record<string, import("../shared/download.js").Code>} */
  const codes = { QuotaExceededError: "full", SecurityError: "blocked" };
  return new Failure(codes[name] ?? "internal", file);
}

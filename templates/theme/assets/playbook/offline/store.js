// What is kept on the device: whole copies of the handbook, and the files of the browser's Python. Nothing gets in
// unchecked.

import { Failure, bytes, payload } from "../shared/download.js";
import { ASSETS, COPY, PYTHON, RUNTIME, SCOPE, handbook, runtime } from "./build.js";
import { unpacked } from "./unpack.js";

/** @typedef {import("../shared/download.js").Count} Count */
/** @typedef {import("../shared/download.js").Entry} Entry */

const WHOLE = new URL("?whole", SCOPE).href; // put into a copy after everything else
const copies = new Set(); // those that are known to be whole

export async function hasHandbook(copy = COPY) {
  return Boolean(await caches.match(WHOLE, { cacheName: copy }));
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
 * Keeps the handbook, all of it or nothing.
 * @param {Count} [count]
 */
export async function saveHandbook(count = () => {}) {
  if (await hasHandbook()) {
    return;
  }
  const content = await bytes(payload(ASSETS, handbook, count));
  try {
    const cache = await caches.open(COPY);
    await Promise.all(unpacked(content).map(({ path, response }) => cache.put(new URL(path, SCOPE), response)));
    await cache.put(WHOLE, new Response());
  } catch (error) {
    await caches.delete(COPY);
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
    await payload(RUNTIME, entry, count, (response) => (copy = response.clone())).done;
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
  if (!(await isWhole(copy))) {
    return undefined;
  }
  const inCopy = { cacheName: copy };
  if (url.pathname.endsWith("/")) {
    return caches.match(new URL("index.html", url), inCopy);
  }
  const file = await caches.match(url, inCopy);
  // A host sends on whoever asks for a folder without the slash.
  const folder = file ? undefined : await caches.match(`${url.href}/index.html`, inCopy);
  return folder ? Response.redirect(`${url.href}/`) : file;
}

/**
 * A copy that is whole stays so: a page's many files ask only once.
 * @param {string} copy
 */
async function isWhole(copy) {
  if (!copies.has(copy) && (await hasHandbook(copy))) {
    copies.add(copy);
  }
  return copies.has(copy);
}

/**
 * @param {unknown} error
 * @param {string} file
 */
function refused(error, file) {
  const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
  return new Failure(isFull ? "full" : "internal", file);
}

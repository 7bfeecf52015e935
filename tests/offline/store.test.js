import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const SCOPE = "https://example.org/handbook/";
const content = Buffer.from('[["index.html","text/html",4]]\n<p>!');
const packed = gzipSync(content);
const sha256 = createHash("sha256").update(content).digest("hex");
const handbook = { file: "handbook.bin.gz", bytes: packed.length, size: content.length, sha256 };
globalThis.BUILD = { version: "1", handbook, runtime: [] };
globalThis.registration = { scope: SCOPE };
globalThis.fetch = () => Promise.resolve(new globalThis.Response(packed));

/** A device with room for so many files. */
function device(room) {
  const caches = new Map();
  const open = (name) => {
    const files = caches.get(name) ?? caches.set(name, new Map()).get(name);
    const put = (url, response) => {
      if (files.size >= room) {
        throw new globalThis.DOMException("no room", "QuotaExceededError");
      }
      files.set(String(url), response);
    };
    return Promise.resolve({ put: async (...entry) => put(...entry), match: async (url) => files.get(url) });
  };
  const match = async (url, { cacheName }) => caches.get(cacheName)?.get(url);
  return { open, match, delete: async (name) => caches.delete(name), caches };
}

test("a copy is kept whole, or leaves nothing behind", async () => {
  const { saveHandbook, hasHandbook } = await import("../../templates/theme/assets/playbook/offline/store.js");
  globalThis.caches = device(1);
  await assert.rejects(saveHandbook(), { code: "full" });
  assert.equal(globalThis.caches.caches.size, 0);
  assert.equal(await hasHandbook(), false);
  globalThis.caches = device(2);
  await saveHandbook();
  assert.equal(await hasHandbook(), true);
});

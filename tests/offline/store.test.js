import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { beforeEach, test } from "node:test";
import { gzipSync } from "node:zlib";

const { DOMException, Response } = globalThis;
const SCOPE = "https://example.org/handbook/";
const HANDBOOK = "assets/playbook/handbook.bin.gz";
const ENGINE = "assets/playbook/runtime/engine.wasm.gz";
const PAGE = new Response("<p>not here", { headers: { "content-type": "text/html" } });

const content = Buffer.from('[["index.html","text/html",4],["sop/index.html","text/html",4]]\n<p>!<p>?');
const code = Buffer.from("the engine");
const packed = { [HANDBOOK]: gzipSync(content), [ENGINE]: gzipSync(code) };
const entry = (path, inflated) => ({
  file: path.split("/").pop(),
  bytes: packed[path].length,
  size: inflated.length,
  sha256: createHash("sha256").update(inflated).digest("hex"),
});
globalThis.BUILD = { version: "1", handbook: entry(HANDBOOK, content), runtime: [entry(ENGINE, code)] };
globalThis.registration = { scope: SCOPE };
const store = await import("../../templates/theme/assets/playbook/offline/store.js");
const COPY = `playbook ${SCOPE} version 1`;

/** A device with room for so many files. */
function device(room) {
  const stores = new Map();
  const files = (name) => stores.get(name) ?? stores.set(name, new Map()).get(name);
  const full = (name, url) => !files(name).has(url) && [...stores.values()].reduce((sum, { size }) => sum + size, 0) >= room;
  const open = async (name) => ({
    put: async (url, response) => {
      if (full(name, String(url))) {
        throw new DOMException("no room", "QuotaExceededError");
      }
      files(name).set(String(url), response);
    },
    keys: async () => [...files(name).keys()].map((url) => ({ url })),
    delete: async (url) => files(name).delete(String(url)),
  });
  const match = async (url, { cacheName }) => stores.get(cacheName)?.get(String(url))?.clone();
  return { open, match, delete: async (name) => stores.delete(name), stores };
}

/** A host, and before it a cache that has the host's first answer for ever; `asked` is how often the host was. */
function network(answers) {
  const cached = new Map();
  const asked = { host: 0 };
  globalThis.fetch = async (url, { cache }) => {
    const path = String(url).slice(SCOPE.length);
    if (!cached.has(path) || cache === "reload") {
      asked.host += 1;
      cached.set(path, answers(path));
    }
    return cached.get(path).clone();
  };
  return asked;
}

const cut = (body) => new Response(body.subarray(0, body.length / 2));
const flipped = (body) => new Response(body.map((byte, at) => (at === body.length - 9 ? byte ^ 1 : byte)));
const other = () => new Response(gzipSync(Buffer.from("of another version")));
const FAULTS = {
  "cut short": [cut, "corrupt"],
  flipped: [flipped, "corrupt"],
  "of another version": [other, "corrupt"],
  "a page": [() => PAGE.clone(), "missing"],
  missing: [() => new Response("", { status: 404 }), "missing"],
  error: [() => new Response("", { status: 500 }), "missing"],
};

beforeEach(() => {
  globalThis.caches = device(9);
});

for (const [path, save, isKept] of [
  [HANDBOOK, () => store.saveHandbook(), () => store.hasHandbook()],
  [ENGINE, () => store.savePython(), async () => (await store.missingPython()).length === 0],
]) {
  for (const [fault, [damaged, expected]] of Object.entries(FAULTS)) {
    test(`a file that is ${fault} and kept by a cache for ever is fetched anew: ${path}`, async () => {
      let isMended = false;
      const asked = network(() => (isMended ? new Response(packed[path]) : damaged(packed[path])));
      await assert.rejects(save(), { code: expected });
      assert.equal(asked.host, 2);
      assert.equal(await isKept(), false);
      isMended = true;
      await save();
      assert.equal(asked.host, 3);
      assert.equal(await isKept(), true);
    });
  }
}

test("what is right is not fetched past the cache", async () => {
  const asked = network((path) => new Response(packed[path]));
  await store.saveHandbook();
  await globalThis.caches.delete(COPY);
  await store.saveHandbook();
  assert.equal(asked.host, 1);
});

test("a copy is kept whole, or leaves nothing behind", async () => {
  network((path) => new Response(packed[path]));
  globalThis.caches = device(2);
  await assert.rejects(store.saveHandbook(), { code: "full" });
  assert.equal(globalThis.caches.stores.size, 0);
  assert.equal(await store.hasHandbook(), false);
  globalThis.caches = device(3);
  await store.saveHandbook();
  assert.equal(await store.hasHandbook(), true);
});

test("storage that is forbidden is called so", async () => {
  network((path) => new Response(packed[path]));
  const open = globalThis.caches.open;
  globalThis.caches.open = async (name) => ({
    ...(await open(name)),
    put: async () => {
      throw new DOMException("denied", "SecurityError");
    },
  });
  await assert.rejects(store.saveHandbook(), { code: "blocked" });
});

test("a kept page that was taken away is noticed, and put back when it is asked for or at the next look", async () => {
  network((path) => new Response(packed[path]));
  await store.saveHandbook();
  const page = `${SCOPE}sop/`;
  for (const putBack of [() => store.kept(page, COPY), () => store.saveHandbook()]) {
    globalThis.caches.stores.get(COPY).delete(`${page}index.html`);
    assert.equal(await store.hasHandbook(), false);
    await putBack();
    assert.equal(await store.hasHandbook(), true);
    assert.equal(await (await store.kept(page, COPY)).text(), "<p>?");
  }
});

test("what is left of a copy stays where the rest cannot be had", async () => {
  network((path) => new Response(packed[path]));
  await store.saveHandbook();
  globalThis.caches.stores.get(COPY).delete(`${SCOPE}sop/index.html`);
  network(() => new Response("", { status: 404 }));
  assert.equal(await store.kept(`${SCOPE}sop/`, COPY), undefined);
  await assert.rejects(store.saveHandbook(), { code: "missing" });
  assert.equal(await (await store.kept(SCOPE, COPY)).text(), "<p>!");
});

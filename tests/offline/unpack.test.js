import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { unpacked } from "../../templates/theme/assets/playbook/offline/unpack.js";

test("files come out as they were packed", async () => {
  const list = [
    ["index.html", "text/html", 5],
    ["a/é.txt", "text/plain", 0],
    ["b.bin", "application/octet-stream", 2],
  ];
  const content = Buffer.concat([Buffer.from(`${JSON.stringify(list)}\n<p>\n!`), Buffer.from([0, 10])]);
  const files = unpacked(new Uint8Array(content));
  assert.deepEqual(files.map(({ path }) => path), list.map(([path]) => path));
  assert.equal(await files[0].response.text(), "<p>\n!");
  assert.equal(files[0].response.headers.get("content-type"), "text/html");
  assert.deepEqual([...new Uint8Array(await files[2].response.arrayBuffer())], [0, 10]);
});

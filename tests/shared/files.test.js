import assert from "node:assert/strict";
import { File } from "node:buffer";
import { test } from "node:test";
import { textOf } from "../../templates/theme/assets/playbook/shared/files.js";

/** @param {number[]} bytes */
const file = (...bytes) => /** @type {any} */ (new File([new Uint8Array(bytes)], "table.csv"));

test("a file is read as the handbook's language has it", async () => {
  assert.equal(await textOf(file(0x4b, 0xe4, 0x73, 0x65), "en"), "Käse");
  assert.equal(await textOf(file(0xbf, 0xd5), "zh"), "\u7a7a");
  assert.equal(await textOf(file(0xc3, 0xa4), "en"), "ä");
  assert.equal(await textOf(file(0xff, 0xfe, 0xe4, 0x00), "zh"), "ä");
});

test("what no spreadsheet saves is not read", async () => {
  assert.equal(await textOf(file(0x61, 0x81), "en"), undefined);
  assert.equal(await textOf(file(0x61, 0xff), "zh"), undefined);
});

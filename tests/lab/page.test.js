import assert from "node:assert/strict";
import { test } from "node:test";
import { numberOf } from "../../templates/theme/assets/playbook/lab/page.js";

test("numbers are read as people type them", () => {
  for (const [text, number] of [
    ["80000", 80000],
    ["80,000", 80000],
    ["８００００", 80000],
    ["8万", 80000],
    ["1.5 万", 15000],
    [" -0.5 ", -0.5],
    ["−3", -3],
    [".25", 0.25],
  ]) {
    assert.equal(numberOf(text), number, text);
  }
  for (const text of ["", "many", "8e4", "1.2.3", "0x10", "8 or 9", "Infinity"]) {
    assert.ok(Number.isNaN(numberOf(text)), text);
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { cellOf } from "../../templates/theme/assets/playbook/python/cells.js";

const NUMBER = {
  values: ["", "0", "10", "15", "20", "25"],
  numbers: { cuts: [10, 20], below: 1, minimum: 0, maximum: 99 },
};

test("a number lies below a cut, on it, or above", () => {
  assert.deepEqual(["5", "10", "12.5", "20", "99"].map((text) => cellOf(NUMBER, text)), [1, 2, 3, 4, 5]);
});

test("wide digits count, other texts and numbers out of range do not", () => {
  assert.equal(cellOf(NUMBER, "１０"), 2);
  for (const text of ["-1", "100", "ten", "1e1", "1234567890123456"]) {
    assert.equal(cellOf(NUMBER, text), null, text);
  }
  assert.equal(cellOf(NUMBER, ""), 0);
});

test("a choice lies where its text stands", () => {
  assert.equal(cellOf({ values: ["", "vip"] }, "vip"), 1);
  assert.equal(cellOf({ values: ["", "vip"] }, "other"), null);
});

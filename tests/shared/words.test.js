import assert from "node:assert/strict";
import { test } from "node:test";
import { filled } from "../../templates/theme/assets/playbook/shared/words.js";

test("every blank is filled, as often as it comes", () => {
  assert.equal(filled("{a} and {b}, {a}", { a: "x", b: 2 }), "x and 2, x");
});

test("a value is not read for blanks of its own", () => {
  assert.equal(filled("{a}", { a: "{b}$&", b: "no" }), "{b}$&");
});

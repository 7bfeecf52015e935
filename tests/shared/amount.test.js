import assert from "node:assert/strict";
import { test } from "node:test";
import { amountOf } from "../../templates/theme/assets/playbook/shared/amount.js";

test("amounts are taken as people type them", () => {
  assert.equal(amountOf(" 1,250.50 "), 1250.5);
  assert.equal(amountOf("１２０"), 120);
  assert.equal(amountOf("1,50"), null);
  assert.equal(amountOf("0,125"), null);
  assert.equal(amountOf("0"), 0);
});

test("anything else is no amount", () => {
  for (const text of ["", "abc", "-5", "1.234", "1e3", "5 yuan"]) {
    assert.equal(amountOf(text), null, text);
  }
});

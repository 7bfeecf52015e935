import assert from "node:assert/strict";
import { test } from "node:test";
import { agrees, lookUp } from "../../templates/theme/assets/playbook/python/answer-table.js";

const TABLE = {
  fields: [
    { id: "who", values: ["", "vip"], default: "vip", next: [[0, 1]] },
    { id: "stranded", values: ["", "true"], required: true, next: [[0, 0], [0, 1]] },
  ],
  results: [{ id: "level", values: [[2, "two"], [null, "none"]] }],
  answers: [[0], [1]],
};

test("an answer is found by the cells of the inputs, the defaults among them", () => {
  assert.deepEqual(lookUp(TABLE, { who: "vip", stranded: true }), { level: null, display: { level: "none" } });
  assert.deepEqual(lookUp(TABLE, { stranded: true }), { level: null, display: { level: "none" } });
});

test("there is none for what is missing or unknown", () => {
  assert.equal(lookUp(TABLE, { who: "vip" }), null);
  assert.equal(lookUp(TABLE, { who: "other", stranded: true }), null);
});

test("Python agrees where words and values are the same, none being as good as absent", () => {
  const found = lookUp(TABLE, { stranded: true });
  assert.ok(agrees(found, { display: { level: "none" } }));
  assert.ok(!agrees(found, { level: 2, display: { level: "none" } }));
  assert.ok(!agrees(found, { display: { level: "two" } }));
});

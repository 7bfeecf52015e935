import assert from "node:assert/strict";
import { test } from "node:test";
import { answersOf, questionAt, walk } from "../../templates/theme/assets/playbook/decide/tree-path.js";

const TREE = {
  root: 0,
  factors: [{ id: "vip", short: "vip", values: ["", "true"] }, { id: "wait", short: "wait", values: ["", "long"] }],
  nodes: [
    {
      factor: 0,
      options: [
        { label: "yes", cells: [1], value: "true", node: 1 },
        { label: "no", cells: [0], value: "", node: 2 },
      ],
    },
    { factor: 1, options: [{ label: "any", cells: [0, 1], value: "", node: 3 }] },
    { level: 3, display: {} },
    { level: 1, display: {} },
  ],
};
const way = (values) => walk(TREE, answersOf(TREE, new Map(Object.entries(values))));

test("answers lead as far as they go", () => {
  assert.deepEqual(way({}), { steps: [], node: 0 });
  assert.deepEqual(way({ vip: "true" }).steps.map(({ id, node }) => [id, node]), [["vip", 0]]);
  assert.equal(way({ vip: "true", wait: "long" }).node, 3);
  assert.equal(way({ vip: "" }).node, 2);
});

test("what names no factor, or no cell of it, is left out", () => {
  assert.deepEqual([...answersOf(TREE, new Map([["vip", "maybe"], ["other", "1"]]))], []);
});

test("an answer of several cells holds where one option has them all", () => {
  assert.deepEqual(walk(TREE, new Map([["vip", [0, 1]]])), { steps: [], node: 0 });
  assert.equal(walk(TREE, new Map([["vip", [1]], ["wait", [0, 1]]])).node, 3);
});

test("a settled case asks nothing", () => {
  assert.deepEqual(questionAt(TREE, 2), { id: "", options: [] });
  assert.equal(questionAt(TREE, 1).id, "wait");
});

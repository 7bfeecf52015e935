import assert from "node:assert/strict";
import { test } from "node:test";
import { added, countsOf, isChanged } from "../../templates/theme/assets/playbook/lab/totals.js";

const counts = (rows, changed) => ({
  rows,
  changed,
  unchanged: rows - changed,
  sooner: changed,
  later: 0,
  not_recorded: 1,
  faulty: 2,
});
const ONE = {
  ...counts(3, 1),
  missing: { LTV: 1 },
  levels: [{ old: 2, new: 1, count: 1 }, { old: 2, new: 2, count: 2 }],
  sums: { cap: { before: 0.1, after: 5000 } },
};
const OTHER = {
  ...counts(2, 2),
  missing: { LTV: 1, Safety: 3 },
  levels: [{ old: 3, new: 1, count: 2 }],
  sums: { cap: { before: 0.2, after: 1 }, score: { before: 1, after: 2 } },
};

test("parts add up", () => {
  assert.equal(added(null, ONE), ONE);
  const both = added(ONE, OTHER);
  assert.deepEqual({ ...both, levels: undefined }, {
    rows: 5,
    changed: 3,
    unchanged: 2,
    sooner: 3,
    later: 0,
    not_recorded: 2,
    faulty: 4,
    missing: { LTV: 2, Safety: 3 },
    levels: undefined,
    sums: { cap: { before: 0.3, after: 5001 }, score: { before: 1, after: 2 } },
  });
  assert.deepEqual(countsOf(both.levels, "2"), [3, 2]);
  assert.deepEqual(countsOf(both.levels, "1"), [0, 3]);
});

test("a row is changed where anything that was promised is another", () => {
  const side = (level, cap) => ({ level, cap, find: null, deliver: 24 });
  assert.ok(isChanged({ row: 1, before: side(1, 5000), after: side(1, 4000) }));
  assert.ok(!isChanged({ row: 1, before: side(1, 5000), after: side(1, 5000) }));
  assert.ok(!isChanged({ row: 1, missing: ["LTV"] }));
});

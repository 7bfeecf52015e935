import assert from "node:assert/strict";
import { test } from "node:test";
import * as record from "../../templates/theme/assets/playbook/incident/record.js";

const CHECKS = [{ text: "found", limit: "find", hours: 4 }, { text: "told" }];
const PLAN = {
  level: 1,
  name: "red",
  cap_yuan: 500,
  named_by: ["customer", "part"],
  steps: [{ id: "search", title: "search", purpose: "", hours: 2, checks: CHECKS }],
};
const NEW = record.begun(PLAN, 1000, "a");

test("the latest come first, and what is over stands apart", () => {
  const closed = { ...NEW, id: "b", started: 2000, closed: 3000 };
  const { running, closed: over } = record.sorted([NEW, closed, { ...NEW, id: "c", started: 4000 }]);
  assert.deepEqual(running.map(({ id }) => id), ["c", "a"]);
  assert.deepEqual(over.map(({ id }) => id), ["b"]);
});

test("an advised cap is kept where there is one", () => {
  assert.equal(record.begun(PLAN, 0, "a", { advised: 300 }).advised, 300);
  assert.ok(!("advised" in record.begun(PLAN, 0, "a", { advised: NaN })));
});

test("a tick keeps its first moment, and goes", () => {
  const ticked = record.ticked(NEW, "search.0", true, 2000);
  assert.deepEqual(record.ticked(ticked, "search.0", true, 3000).ticks, { "search.0": 2000 });
  assert.deepEqual(record.ticked(ticked, "search.0", false, 3000).ticks, {});
});

test("two entries never have the same moment", () => {
  const one = record.added(NEW, "costs", { text: "taxi", yuan: 30.1 }, 5000);
  const two = record.added(one, "costs", { text: "taxi", yuan: 30.2 }, 5000);
  assert.deepEqual(two.costs.map(({ at }) => at), [5000, 5001]);
  assert.equal(record.total(two), 60.3);
  assert.equal(record.total(record.takenOut(two, "costs", 5000)), 30.2);
});

test("costs stay below a cap, and a cap of nothing allows none", () => {
  assert.ok(record.isWithin(499.99, 500));
  assert.ok(!record.isWithin(500, 500));
  assert.ok(record.isWithin(0, 0));
});

test("what was ticked stays when the plan is another", () => {
  const ticked = record.ticked(record.ticked(NEW, "search.0", true, 2000), "search.1", true, 2500);
  const steps = [{ ...PLAN.steps[0], checks: [{ text: "found in time", limit: "find", hours: 8 }] }];
  const replanned = record.replanned({ ...ticked, advised: 300 }, { ...PLAN, level: 2, steps });
  assert.deepEqual(replanned.plan.steps[0].checks.map(({ text }) => text), ["found in time", "told"]);
  assert.deepEqual(replanned.ticks, { "search.0": 2000, "search.1": 2500 });
  assert.ok(!("advised" in replanned));
});

test("a step that the other plan lacks stays as far as it was done", () => {
  const ticked = record.ticked(NEW, "search.1", true, 2000);
  const { plan } = record.replanned(ticked, { ...PLAN, steps: [] });
  assert.deepEqual(plan.steps.map(({ id, checks }) => [id, checks.length]), [["search", 1]]);
  assert.deepEqual(record.replanned(NEW, { ...PLAN, steps: [] }).plan.steps, []);
});

test("an incident is called by what has been filled in", () => {
  assert.equal(record.nameOf(NEW), "");
  assert.equal(record.nameOf({ ...NEW, values: { part: "pump", customer: "" } }), "pump");
  assert.equal(record.nameOf({ ...NEW, values: { part: "pump", customer: "Li" } }), "Li · pump");
});

test("the part arrives when the check of its limit is ticked", () => {
  const checks = [{ text: "there", limit: "deliver", hours: 24 }];
  const begun = record.begun({ ...PLAN, steps: [{ ...PLAN.steps[0], checks }] }, 0, "a");
  assert.equal(record.arrived(begun), undefined);
  assert.equal(record.arrived(record.ticked(begun, "search.0", true, 7)), 7);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { doneAt, pending, stepDue, updateDue } from "../../templates/theme/assets/playbook/incident/due.js";
import { begun, ticked, updated } from "../../templates/theme/assets/playbook/incident/record.js";
import { HOUR } from "../../templates/theme/assets/playbook/shared/clock.js";

const STEP = { id: "search", title: "search", purpose: "", hours: 2, checks: [{ text: "asked" }] };
const SENT = { text: "sent", limit: "deliver", hours: 24 };
const NEXT = { id: "bring", title: "bring", purpose: "", hours: 5, after: "search", checks: [SENT] };
const PLAN = {
  level: 1,
  name: "red",
  cap_yuan: 0,
  named_by: [],
  update_hours: 4,
  updates_until: "bring",
  steps: [STEP, NEXT],
};
const NEW = begun(PLAN, 0, "a");

test("a step is done with its last tick", () => {
  assert.equal(doneAt(NEW, STEP), null);
  assert.equal(doneAt(ticked(NEW, "search.0", true, 9), STEP), 9);
  const two = { ...STEP, checks: [{ text: "asked" }, { text: "answered" }] };
  const half = ticked(NEW, "search.1", true, 5);
  assert.equal(doneAt(half, two), null);
  assert.equal(doneAt(ticked(half, "search.0", true, 9), two), 9);
});

test("a step without checks is not done, and one may have very many", () => {
  const none = { ...STEP, checks: [] };
  assert.equal(doneAt(NEW, none), null);
  const record = { ...NEW, plan: { ...PLAN, updates_until: "search", steps: [none, NEXT] } };
  assert.equal(stepDue(record, NEXT), null);
  assert.deepEqual(pending(record, "news", (moment) => moment).map(({ due }) => due), [2, 4, 24].map((due) => due * HOUR));
  const many = { ...STEP, checks: Array.from({ length: 100_000 }, () => ({ text: "" })) };
  assert.equal(doneAt({ ...NEW, ticks: Object.fromEntries(many.checks.map((_, at) => [`search.${at}`, at + 1])) }, many), 100_000);
});

test("a step that comes after another counts from its end", () => {
  assert.equal(stepDue(NEW, STEP), 2 * HOUR);
  assert.equal(stepDue(NEW, NEXT), null);
  assert.equal(stepDue(ticked(NEW, "search.0", true, HOUR), NEXT), 6 * HOUR);
  for (const hours of [undefined, null]) {
    assert.equal(stepDue(NEW, { ...STEP, hours }), null);
  }
});

test("news are due by the last ones, until the plan's step is done", () => {
  assert.deepEqual(updateDue(NEW), { due: 4 * HOUR, update: true, moved: false });
  assert.equal(updateDue(updated(NEW, HOUR))?.due, 5 * HOUR);
  assert.equal(updateDue(ticked(NEW, "bring.0", true, HOUR)), null);
  assert.equal(updateDue({ ...NEW, closed: HOUR }), null);
});

test("news wait for the end of the quiet hours, unless the customer wants them at any hour", () => {
  const awake = (moment) => Math.max(moment, 10 * HOUR);
  assert.deepEqual(updateDue(NEW, awake), { due: 10 * HOUR, update: true, moved: true });
  assert.equal(updateDue(updated(NEW, 7 * HOUR), awake)?.due, 11 * HOUR);
  assert.deepEqual(updateDue({ ...NEW, any_hour: true }, awake), { due: 4 * HOUR, update: true, moved: false });
  assert.deepEqual(
    pending(NEW, "news", awake).map(({ text, due }) => [text, due / HOUR]),
    [["search", 2], ["news", 10], ["sent", 24]],
  );
});

test("what is open is told by its urgency", () => {
  assert.deepEqual(
    pending(NEW, "news").map(({ text, due }) => [text, due / HOUR]),
    [["search", 2], ["news", 4], ["sent", 24]],
  );
  assert.deepEqual(pending({ ...NEW, closed: 1 }, "news"), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { begun } from "../../templates/theme/assets/playbook/incident/record.js";
import { SOUND } from "../../templates/theme/assets/playbook/store/sound.js";

const PLAN = { level: 1, name: "one", cap_yuan: 500, named_by: ["part"], steps: [
  { id: "search", title: "Search", purpose: "p", hours: 2, checks: [{ text: "call", hours: 1 }] },
] };
const INCIDENT = {
  ...begun(PLAN, 1000, "a", { advised: 300, inputs: { calculator: "roi", values: { ltv: "9" } } }),
  values: { part: "lamp" }, ticks: { "search.0": 5 }, updates: [7], costs: [{ at: 1, text: "taxi", yuan: 5 }],
  notes: [{ at: 2, text: "n" }],
};
const CARD = { due: new Date(0).toISOString(), last_review: new Date(0).toISOString(), state: 2, stability: 1, difficulty: 2 };
const RECORDS = {
  incident: INCIDENT,
  ledger: { id: "L", version: 1, cells: { part: "lamp", cost: 5 } },
  learning: { id: "t", topic: "t", version: "v", right: true, card: CARD },
  checklist: { id: "c", ticked: ["a"] },
};
const STRANGE = [{ toString: null, valueOf: null }, [], [1], true, NaN, Infinity, 1e18, "x".repeat(1_000_001)];

const copyOf = (value) => JSON.parse(JSON.stringify(value));

/** Every copy of a value in which one part of it is something else. */
function* changed(value, path = []) {
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) {
    for (const strange of STRANGE) {
      const copy = copyOf(value);
      copy[key] = strange;
      yield { copy, where: [...path, key].join("."), strange };
    }
    if (typeof value[key] === "object" && value[key] !== null) {
      for (const inner of changed(value[key], [...path, key])) {
        const copy = copyOf(value);
        copy[key] = inner.copy;
        yield { ...inner, copy };
      }
    }
  }
}

test("what is kept is sound, also with what a newer version adds", () => {
  for (const [kind, record] of Object.entries(RECORDS)) {
    assert.ok(SOUND[kind](record), kind);
    assert.ok(SOUND[kind]({ ...record, newer: { any: [] } }), kind);
    assert.ok(SOUND[kind](JSON.parse(JSON.stringify(record))), kind);
  }
  assert.ok(SOUND.learning({ id: "lesson:sop", lesson: "sop" }));
});

test("a record with anything that cannot be shown is not", () => {
  let tried = 0;
  for (const [kind, record] of Object.entries(RECORDS)) {
    for (const { copy, where, strange } of changed(record)) {
      // Not read: the id's form is seen to elsewhere, the rest is free or a number of the engine's own.
      const free = /^(id|version|right|advised|plan\.version)$/.test(where);
      const fits = Array.isArray(strange) && (strange.length === 0 || where === "updates");
      const isNumber = typeof strange === "number" && Number.isFinite(strange);
      if (!free && !fits && !isNumber) {
        assert.ok(!SOUND[kind](copy), `${kind} ${where} ${String(JSON.stringify(strange)).slice(0, 40)}`);
        tried += 1;
      }
    }
  }
  assert.ok(tried > 150);
  for (const kind of Object.keys(SOUND)) {
    for (const none of [null, undefined, "text", 5, [], {}]) {
      assert.ok(!SOUND[kind](none));
    }
  }
});

test("a card with which FSRS would stop is not sound", () => {
  for (const change of [{ state: undefined }, { state: 9 }, { state: "x" }, { stability: 1e-300 }, { difficulty: 0.5 }]) {
    assert.ok(!SOUND.learning({ ...RECORDS.learning, card: { ...CARD, ...change } }), JSON.stringify(change));
  }
});

test("no moment is beyond what a clock can say, and no list without an end", () => {
  for (const change of [{ started: 1e18 }, { closed: -1e18 }, { ticks: { a: 1e18 } }, { updates: [1e18] }, { values: { a: 5 } },
    { notes: [{ at: 1 }] }, { costs: [{ at: 1, text: "x", yuan: "5" }] }, { plan: { ...PLAN, update_hours: 1e12 } },
    { notes: Array.from({ length: 100_001 }, () => ({ at: 1, text: "" })) }]) {
    assert.ok(!SOUND.incident({ ...INCIDENT, ...change }), JSON.stringify(change).slice(0, 60));
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Memory, topicOf } from "../../templates/theme/assets/playbook/training/memory.js";
import { Session } from "../../templates/theme/assets/playbook/training/session.js";

const NOW = new Date("2026-11-28T08:00:00Z");
const item = (id, topic) => ({ id, topic, version: "1", answer: "yes", choices: [{ id: "yes" }, { id: "no" }] });
const ITEMS = ["a", "b", "c", "d"].flatMap((topic) => [item(`${topic}1`, topic), item(`${topic}2`, topic)]);
const session = (memory, options) => new Session(ITEMS, memory, { apart: 2, running: 2, random: () => 0, ...options });

test("what was missed comes back, after a few others, until it is firm", () => {
  const memory = new Memory(0.9);
  const asked = session(memory);
  const topics = Array.from({ length: 9 }, (_, turn) => {
    const next = asked.next(NOW);
    asked.answered(next, turn === 0 ? "no" : "yes");
    memory.answered(next, turn === 0 ? "no" : "yes", NOW);
    return next.topic;
  });
  assert.equal(topics[0], "a");
  assert.deepEqual(topics.slice(1, 3).includes("a"), false);
  assert.equal(topics.slice(3, 8).filter((topic) => topic === "a").length, 2);
});

test("topics whose rules have changed come first", () => {
  assert.equal(session(new Memory(0.9), { changed: new Set(["c"]) }).next(NOW).topic, "c");
});

test("a mistake tells of the topic that was mistaken", () => {
  const choices = [{ id: "yes" }, { id: "no", topic: "b" }];
  assert.equal(topicOf({ ...ITEMS[0], choices }, "no"), "b");
  assert.equal(topicOf({ ...ITEMS[0], choices }, "yes"), "a");
});

test("memory tells what is new, firm, weak and due", () => {
  const memory = new Memory(0.9);
  assert.equal(memory.state("a", NOW, 1), "new");
  const record = memory.answered(ITEMS[0], "yes", NOW);
  assert.equal(memory.state("a", NOW, 0), "firm");
  assert.ok(!memory.isDue("a", NOW));
  assert.ok(memory.isDue("a", new Date("2030-01-01")));
  assert.ok(memory.isCurrent(ITEMS[0]));
  assert.ok(!memory.isCurrent({ ...ITEMS[0], version: "2" }));
  memory.answered(ITEMS[0], "no", NOW);
  assert.equal(memory.state("a", NOW, 0), "weak");
  assert.equal(new Memory(0.9, [JSON.parse(JSON.stringify(record))]).state("a", NOW, 0), "firm");
});

test("of one day's answers the first counts, and every mistake", () => {
  const memory = new Memory(0.9);
  const first = memory.answered(ITEMS[0], "yes", NOW).card;
  assert.deepEqual(memory.answered(ITEMS[0], "yes", NOW).card, first);
  const missed = memory.answered(ITEMS[0], "no", NOW).card;
  assert.ok(missed.stability < first.stability);
  assert.deepEqual(memory.answered(ITEMS[0], "yes", NOW).card, missed);
});

test("records that are no topic's are left out", () => {
  const memory = new Memory(0.9, [{ id: "lesson:one", lesson: "one" }]);
  assert.ok(!memory.knows("one"));
});

test("what was answered while the clock was ahead counts, and is asked for as if it had been answered now", () => {
  const memory = new Memory(0.9);
  for (const ahead of ["2027-11-28T08:00:00Z", "2026-11-28T08:00:01Z", "2026-11-30T08:00:00Z"]) {
    const first = memory.answered(ITEMS[0], "yes", new Date(ahead));
    assert.equal(memory.isDue("a", NOW), !ahead.startsWith("2026-11-28"));
    assert.ok(memory.forecast("a", NOW, 1) > 0.5);
    for (const choice of ["yes", "no", "yes"]) {
      const record = memory.answered(ITEMS[0], choice, NOW);
      assert.equal(record.right, choice === "yes");
      assert.ok(new Date(record.card.last_review) <= NOW);
      assert.ok(Number.isFinite(record.card.stability) && new Date(record.card.due) >= NOW);
    }
    assert.equal(first.topic, "a");
  }
});

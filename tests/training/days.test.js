import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { HOUR, Zone } from "../../templates/theme/assets/playbook/shared/clock.js";
import { Memory } from "../../templates/theme/assets/playbook/training/memory.js";

const ITEM = { id: "q", topic: "a", version: "1", answer: "yes", choices: [{ id: "yes" }, { id: "no" }] };
const DAY = 24 * HOUR;

/** Runs `work` on a device of that time zone. */
function within(zone, work) {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    work();
  } finally {
    process.env.TZ = before ?? "UTC";
  }
}

// A zone, and an evening and the morning after it, as its clocks say: some of the nights have 23 or 25 hours, and in some
// the date is another one in London.
const NIGHTS = [
  ["Asia/Shanghai", "2026-11-28T23:30", "2026-11-29T07:00"],
  ["Asia/Shanghai", "2026-11-29T07:30", "2026-11-30T00:10"],
  ["America/Los_Angeles", "2026-03-07T20:00", "2026-03-08T03:00"], // 23 hours
  ["America/Los_Angeles", "2026-10-31T23:30", "2026-11-01T00:30"],
  ["America/Los_Angeles", "2026-11-01T00:30", "2026-11-02T00:10"], // after 25 hours
  ["Pacific/Auckland", "2026-04-04T22:00", "2026-04-05T01:00"], // 25 hours
  ["Pacific/Auckland", "2026-09-26T23:59", "2026-09-27T00:00"], // 23 hours
  ["Europe/London", "2026-03-28T23:00", "2026-03-29T08:00"],
  ["Asia/Kathmandu", "2026-06-15T05:00", "2026-06-16T00:01"],
];

for (const [zone, evening, morning] of NIGHTS) {
  test(`days are the device's own: ${zone}, ${evening}`, () => within(zone, () => {
    const [then, now] = [new Date(evening), new Date(morning)];
    const memory = new Memory(0.9);
    const first = memory.answered(ITEM, "no", then); // FSRS asks for what was missed a day later
    assert.equal(first.card.last_review, then);
    const due = new Date(first.card.due);
    assert.deepEqual([due.getHours(), due.getMinutes()], [0, 0]);
    assert.ok(!memory.isDue("a", then), "on the day itself");
    assert.ok(!memory.isDue("a", new Date(then.getFullYear(), then.getMonth(), then.getDate(), 23, 59, 59)));
    assert.ok(memory.isDue("a", now), "from the morning on");
    assert.equal(memory.forecast("a", now), memory.forecast("a", new Date(Number(now) + 60_000)), "one share all day");
    assert.ok(memory.forecast("a", now) < memory.forecast("a", then));
    const next = memory.answered(ITEM, "yes", now);
    assert.equal(next.card.reps, 2, "an answer of another day counts");
    assert.equal(next.card.elapsed_days, 1);
  }));

  test(`an answer counts once a day, whatever its clocks do: ${zone}, ${morning}`, () => within(zone, () => {
    const now = new Date(morning);
    const [day, late] = [new Date(now), new Date(now)];
    day.setHours(8, 0);
    late.setHours(23, 45);
    const memory = new Memory(0.9);
    const { card } = memory.answered(ITEM, "yes", day);
    assert.deepEqual(memory.answered(ITEM, "yes", late).card, card);
  }));

  test(`what was answered while the clock was ahead is yesterday's: ${zone}, ${morning}`, () => within(zone, () => {
    const now = new Date(morning);
    now.setHours(23, 30); // of a day of 25 hours, 24 before is the same day
    for (const ahead of [2 * DAY, 365 * DAY]) {
      const memory = new Memory(0.9);
      memory.answered(ITEM, "yes", new Date(Number(now) + ahead));
      const { card } = memory.answered(ITEM, "yes", now);
      assert.equal(card.reps, 2, "it counts");
      assert.ok(card.elapsed_days === 1 && new Date(card.due) > now);
    }
  }));
}

test("a practice that goes on in another time zone loses no answer and has no day twice", () => {
  const memory = new Memory(0.9);
  const flight = [["America/Los_Angeles", "2026-11-28T20:00-08:00"], ["Asia/Shanghai", "2026-11-30T08:00+08:00"],
    ["America/Los_Angeles", "2026-11-30T09:00-08:00"], ["Pacific/Auckland", "2026-12-02T09:00+13:00"]];
  for (const [zone, moment] of flight) {
    within(zone, () => {
      const { card } = memory.answered(ITEM, "no", new Date(moment));
      assert.ok(card.elapsed_days >= 0 && Number.isFinite(card.stability) && new Date(card.due) > new Date(moment));
    });
  }
});

test("dates and days of the week are the handbook's, wherever the device is", () => {
  const shanghai = new Zone("Asia/Shanghai");
  for (const zone of ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Auckland", "UTC"]) {
    within(zone, () => {
      assert.equal(shanghai.date(Date.parse("2026-06-14T16:30Z")), "2026-06-15");
      assert.equal(shanghai.date(Date.parse("2026-06-15T15:59Z")), "2026-06-15");
      assert.equal(shanghai.time(Date.parse("2026-06-14T16:30Z")), "00:30");
    });
  }
  const auckland = new Zone("Pacific/Auckland");
  const before = Date.parse("2026-09-26T13:59Z"); // an hour later it is 03:00
  assert.equal(auckland.time(before), "01:59");
  assert.equal(auckland.time(before + 60_000), "03:00");
});

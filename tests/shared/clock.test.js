import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock, HOUR, Zone } from "../../templates/theme/assets/playbook/shared/clock.js";

const SUNDAY = Date.UTC(2026, 10, 29, 15, 59); // 23:59 in Shanghai
const WORDS = {
  moment: "{day} {clock}",
  date: "{month}/{day}",
  yesterday: "yesterday",
  today: "today",
  tomorrow: "tomorrow",
  day_after: "the day after",
  minutes: "{number} min",
  hours: "{number} h",
  days: "{number} d",
};
const clock = new Clock({ zone: "Asia/Shanghai", words: WORDS });

test("dates and times are the zone's, not the device's", () => {
  const zone = new Zone("Asia/Shanghai");
  assert.equal(zone.time(SUNDAY), "23:59");
  assert.equal(zone.date(SUNDAY), "2026-11-29");
  assert.equal(zone.date(SUNDAY + 60_000), "2026-11-30");
});

test("a day begins at midnight of the zone", () => {
  const zone = new Zone("Asia/Shanghai");
  assert.equal(zone.minuteOfDay(SUNDAY), 24 * 60 - 1);
  assert.equal(zone.minuteOfDay(SUNDAY + 60_000), 0);
  assert.equal(zone.day(SUNDAY + 60_000) - zone.day(SUNDAY), 1);
});

test("a day is said as it is seen from now", () => {
  const days = [-24, 0, 24, 48, 72].map((hours) => clock.say(SUNDAY + hours * HOUR, SUNDAY));
  const said = ["yesterday", "today", "tomorrow", "the day after", "12/2"].map((day) => `${day} 23:59`);
  assert.deepEqual(days, said);
});

test("a span is said in its largest unit", () => {
  assert.equal(clock.length(90 * 60_000, Math.ceil), "90 min");
  assert.equal(clock.length(2 * HOUR, Math.floor), "2 h");
  assert.equal(clock.length(49 * HOUR, Math.ceil), "3 d");
});

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

test("what falls into the quiet hours waits for their end, by the zone's clock", () => {
  const at = (text) => Date.parse(text);
  const quiet = new Clock({ zone: "Asia/Shanghai", words: WORDS, quiet: [21 * 60, 8 * 60] });
  for (const [moment, awake] of [
    ["2026-11-29T20:59:59+08:00", "2026-11-29T20:59:59+08:00"],
    ["2026-11-29T21:00:00+08:00", "2026-11-30T08:00:00+08:00"],
    ["2026-11-30T00:07:31+08:00", "2026-11-30T08:00:00+08:00"],
    ["2026-11-30T07:59:59+08:00", "2026-11-30T08:00:00+08:00"],
    ["2026-11-30T08:00:00+08:00", "2026-11-30T08:00:00+08:00"],
  ]) {
    assert.equal(quiet.awake(at(moment)), at(awake), moment);
    assert.equal(clock.awake(at(moment)), at(moment), "there are none");
  }
  const noon = new Clock({ zone: "Asia/Shanghai", words: WORDS, quiet: [12 * 60, 14 * 60] });
  assert.equal(noon.awake(at("2026-11-29T13:30:00+08:00")), at("2026-11-29T14:00:00+08:00"));
  assert.equal(noon.awake(at("2026-11-29T23:30:00+08:00")), at("2026-11-29T23:30:00+08:00"));
});

test("quiet hours end by the clock in the nights in which it is changed", () => {
  const berlin = new Clock({ zone: "Europe/Berlin", words: WORDS, quiet: [21 * 60, 8 * 60] });
  assert.equal(berlin.awake(Date.parse("2026-03-28T22:00:00+01:00")), Date.parse("2026-03-29T08:00:00+02:00"));
  assert.equal(berlin.awake(Date.parse("2026-10-24T22:00:00+02:00")), Date.parse("2026-10-25T08:00:00+01:00"));
});

test("quiet hours that end at midnight end once, also where the clock is changed at midnight", () => {
  const at = (zone) => new Clock({ zone, words: WORDS, quiet: [22 * 60, 0] });
  const cairo = Date.parse("2026-04-23T22:30:00+02:00"); // goes on from 24:00 to 01:00
  assert.equal(at("Africa/Cairo").awake(cairo), Date.parse("2026-04-24T01:00:00+03:00"));
  const santiago = Date.parse("2026-04-04T22:30:00-03:00"); // goes back from 24:00 to 23:00
  assert.equal(at("America/Santiago").awake(santiago), Date.parse("2026-04-05T00:00:00-04:00"));
});

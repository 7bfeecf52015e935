import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, availability, dayOf, timeOf } from "../../templates/theme/assets/playbook/contacts/availability.js";

const WEEKDAYS = [0, 1, 2, 3, 4];
const of = (id, ...periods) => ({ id, role: id, disturb: "", periods });
const office = of("office", { days: WEEKDAYS, begin: 9 * 60, end: 18 * 60, on_days_off: false });
const night = of("night", { days: [...WEEKDAYS, 5, 6], begin: 20 * 60, end: DAY + 60, on_days_off: false });
const always = of("always", { days: [...WEEKDAYS, 5, 6], begin: 0, end: DAY, on_days_off: true });
const parted = of("parted", ...[[540, 720], [810, 1080]].map(([begin, end]) => ({ ...office.periods[0], begin, end })));
const ids = (contacts) => contacts.map(({ id }) => id);
const dayNumber = (date) => Date.parse(date) / 86_400_000;
const monday = dayNumber("2026-11-30");
const calendar = { off: { "2026-10-01": "National Day" }, workdays: ["2026-10-10"], until: "2026-12-31" };

test("who can be called now stands first, the others by how soon", () => {
  const morning = availability([night, office], { day: monday, minute: 8 * 60 });
  assert.deepEqual(ids(morning.now), []);
  assert.deepEqual(morning.later.map(({ id, wait }) => [id, wait]), [["office", 60], ["night", 720]]);
  assert.deepEqual(ids(availability([night, office], { day: monday, minute: 9 * 60 }).now), ["office"]);
  assert.deepEqual(ids(availability([night, office], { day: monday, minute: 18 * 60 }).now), []);
  assert.deepEqual(ids(availability([night, office], { day: monday, minute: 59 }).now), ["night"]);
});

test("the week goes on after Sunday", () => {
  assert.equal(availability([office], { day: monday - 1, minute: DAY - 60 }).later[0].wait, 600);
});

test("a break at noon is no hour", () => {
  assert.equal(availability([parted], { day: monday, minute: 720 }).later[0].wait, 90);
  assert.deepEqual(ids(availability([parted], { day: monday, minute: 810 }).now), ["parted"]);
});

test("a day off is none of the week's, a moved workday is as Monday to Friday", () => {
  const off = { day: dayNumber("2026-10-01"), minute: 600 };
  assert.deepEqual(ids(availability([office, always], off, calendar).now), ["always"]);
  assert.equal(availability([office], off, calendar).later[0].wait, DAY - 60);
  const saturday = { day: dayNumber("2026-10-10"), minute: 600 };
  assert.deepEqual(ids(availability([office, always], saturday, calendar).now), ["office", "always"]);
  assert.deepEqual(ids(availability([office], saturday).now), []);
  assert.deepEqual([dayOf(off.day, calendar).off, dayOf(saturday.day, calendar).worked], [true, true]);
});

test("who has no hours within a year is in neither list", () => {
  const never = of("never", { days: [], begin: 0, end: DAY, on_days_off: false });
  assert.deepEqual(availability([never], { day: monday, minute: 0 }), { now: [], later: [] });
});

test("a minute of a day is a time of day", () => {
  assert.equal(timeOf(2 * DAY + 61), "01:01");
});

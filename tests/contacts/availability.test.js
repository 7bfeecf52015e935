import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, WEEK, availability, timeOf } from "../../templates/theme/assets/playbook/contacts/availability.js";

const office = { id: "office", role: "office", disturb: "", spans: [[9 * 60, 18 * 60]] };
const night = { id: "night", role: "night", disturb: "", spans: [[0, 60], [20 * 60, DAY]] };
const ids = (contacts) => contacts.map(({ id }) => id);

test("who can be called now stands first, the others by how soon", () => {
  const morning = availability([night, office], 8 * 60);
  assert.deepEqual(ids(morning.now), []);
  assert.deepEqual(morning.later.map(({ id, wait }) => [id, wait]), [["office", 60], ["night", 720]]);
  assert.deepEqual(ids(availability([night, office], 9 * 60).now), ["office"]);
  assert.deepEqual(ids(availability([night, office], 18 * 60).now), []);
});

test("the week goes on after Sunday", () => {
  assert.equal(availability([office], WEEK - 60).later[0].wait, 600);
});

test("a minute of the week is a time of day", () => {
  assert.equal(timeOf(2 * DAY + 61), "01:01");
});

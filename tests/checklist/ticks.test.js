import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, named } from "../../templates/theme/assets/playbook/checklist/ticks.js";

test("a line is known by its words, however they are laid out", () => {
  assert.deepEqual(named(["\n Sweep\n the floor ", "Lock"]), ["Sweep the floor", "Lock"]);
});

test("lines with the same words are told apart", () => {
  assert.deepEqual(named(["Lock", "Sweep", "Lock", "Lock"]), ["Lock", "Sweep", "Lock (2)", "Lock (3)"]);
});

test("a tick is added once and taken away", () => {
  const one = changed(undefined, "week#list", "Lock", true);
  assert.deepEqual(one, { id: "week#list", ticked: ["Lock"] });
  assert.deepEqual(changed(changed(one, "week#list", "Sweep", true), "week#list", "Lock", true).ticked, ["Sweep", "Lock"]);
  assert.deepEqual(changed(one, "week#list", "Lock", false).ticked, []);
});

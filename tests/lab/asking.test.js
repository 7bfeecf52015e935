import assert from "node:assert/strict";
import { test } from "node:test";
import { Asking } from "../../templates/theme/assets/playbook/lab/asking.js";

const later = () => Promise.resolve();

async function turns() {
  for (let turn = 0; turn < 100; turn += 1) await later();
}

test("only the last question goes on to what follows from it", async () => {
  const told = [];
  const asking = new Asking((error) => told.push(error.message));
  const steps = (name) => [
    async (isLatest) => {
      await later();
      told.push(`${name} ${isLatest()}`);
    },
    async () => told.push(`${name} on`),
  ];
  asking.ask(steps("one"));
  asking.ask(steps("two"));
  asking.ask(steps("three"));
  await turns();
  assert.deepEqual(told, ["one false", "three true", "three on"]);
});

test("after a failure it answers again", async () => {
  const told = [];
  const asking = new Asking((error) => told.push(error.message));
  asking.ask([() => Promise.reject(new Error("broken")), async () => told.push("never")]);
  await turns();
  asking.ask([async () => told.push("again")]);
  await turns();
  assert.deepEqual(told, ["broken", "again"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { oneAtATime } from "../../templates/theme/assets/playbook/shared/one-at-a-time.js";

test("a task begins again once it has ended, also by a fault", async () => {
  const begun = [];
  const ends = [];
  const task = oneAtATime((name) => {
    begun.push(name);
    return new Promise((resolve, reject) => ends.push({ resolve, reject }));
  });
  const first = task("first");
  await task("ignored");
  ends[0].resolve();
  await first;
  const second = task("second");
  await task("ignored");
  ends[1].reject(new Error("no disk"));
  await assert.rejects(second, /no disk/);
  void task("third");
  assert.deepEqual(begun, ["first", "second", "third"]);
});

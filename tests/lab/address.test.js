import assert from "node:assert/strict";
import { test } from "node:test";
import { held, lookedAt } from "../../templates/theme/assets/playbook/lab/address.js";
import { nothing } from "../../templates/theme/assets/playbook/lab/draft.js";
import { hashOf, inputsIn } from "../../templates/theme/assets/playbook/shared/hash.js";

const rules = ["near-deadline", "vip-or-risk"].map((id) => ({ id, label: id }));
const NAMES = {
  calculators: [
    { id: "response-level", fields: ["ltv", "safety"] },
    { id: "roi", fields: ["cost"] },
  ],
  versions: ["2025-03-01"],
  knobs: ["vip_ltv", "priority-score.waiting.waiting_days.4"].map((id) => ({ id, label: id, value: 4, places: [] })),
  forms: [
    { id: "response-level.tree", title: "Tree", ordered: true, rules },
    { id: "response-level.other", title: "Other", ordered: true, rules },
    { id: "response-level.triggers", title: "Triggers", ordered: false, rules: [{ id: "batch", label: "Batch" }] },
  ],
};
const read = (hash) => lookedAt(inputsIn(hash), NAMES);

test("the address of the contract is read, and written", () => {
  const address =
    "calculator=response-level&vip_ltv=80000&off=response-level.triggers.batch" +
    "&order=response-level.tree:vip-or-risk,near-deadline&since=2025-03-01&case.ltv=90000";
  const { dropped, ...looked } = read(address);
  assert.deepEqual(dropped, []);
  assert.deepEqual(looked, {
    calculator: "response-level",
    since: "2025-03-01",
    inputs: { ltv: "90000" },
    draft: {
      numbers: { vip_ltv: 80000 },
      off: ["response-level.triggers.batch"],
      order: { "response-level.tree": ["vip-or-risk", "near-deadline"] },
    },
  });
  assert.deepEqual(read(hashOf(held(looked))), { ...looked, dropped: [] });
});

test("every draft comes back from its address", () => {
  const numbers = { vip_ltv: 0.25, "priority-score.waiting.waiting_days.4": -7 };
  const order = { "response-level.tree": ["vip-or-risk", "near-deadline"], "response-level.other": ["vip-or-risk", "near-deadline"] };
  const looked = { calculator: "roi", since: "", inputs: { cost: "1,5 & 2" }, draft: { numbers, off: [], order } };
  assert.deepEqual(read(hashOf(held(looked))), { ...looked, dropped: [] });
});

test("wrong names are named, and nothing else is lost", () => {
  const found = read("calculator=gone&vip_ltv=8&foo=7&off=a.b.c&since=1999-01-01&case.gone=1&order=x.y:a");
  assert.equal(found.calculator, "response-level");
  assert.equal(found.since, "");
  assert.deepEqual(found.draft, { ...nothing(), numbers: { vip_ltv: 8 } });
  assert.deepEqual(found.dropped.map(([name]) => name), ["case.gone", "foo", "a.b.c", "x.y", "calculator", "since"]);
  assert.deepEqual(read("vip_ltv=many").dropped, [["vip_ltv", "many"]]);
});

test("what chats stick to a number is no part of it", () => {
  assert.deepEqual(read("calculator=roi&vip_ltv=80000，").draft.numbers, { vip_ltv: 80000 });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import * as draft from "../../templates/theme/assets/playbook/lab/draft.js";

const VIP = { id: "vip_ltv", label: "VIP", value: 100, places: [] };
const RULES = ["a", "b", "c"].map((id) => ({ id, label: id }));
const TREE = { id: "level.tree", title: "Tree", ordered: true, rules: RULES };
const LIST = { id: "level.list", title: "List", ordered: false, rules: RULES };

test("what is as it is today is no change", () => {
  const changed = draft.withNumber(draft.nothing(), VIP, 80);
  assert.deepEqual(changed.numbers, { vip_ltv: 80 });
  assert.equal(draft.changes(changed), 1);
  assert.deepEqual(draft.withNumber(changed, VIP, 100), draft.nothing());
  assert.deepEqual(draft.switched(draft.switched(changed, "level.list.a", false), "level.list.a", true), changed);
});

test("a rule moves by one place, and not beyond the ends", () => {
  const one = draft.moved(draft.nothing(), TREE, "a", 1);
  assert.deepEqual(one.order, { "level.tree": ["b", "a", "c"] });
  assert.deepEqual(draft.inOrder(one, TREE).map(({ id }) => id), ["b", "a", "c"]);
  assert.deepEqual(draft.moved(one, TREE, "a", -1), draft.nothing());
  assert.deepEqual(draft.moved(draft.nothing(), TREE, "a", -1), draft.nothing());
  assert.deepEqual(draft.moved(draft.nothing(), TREE, "c", 1), draft.nothing());
});

test("equal drafts are written in one way", () => {
  const one = draft.switched(draft.switched(draft.nothing(), "x.y.a", false), "x.y.b", false);
  const other = draft.switched(draft.switched(draft.nothing(), "x.y.b", false), "x.y.a", false);
  assert.ok(draft.isSame(one, other));
  assert.ok(!draft.isSame(one, draft.nothing()));
});

test("of a draft from elsewhere what is not there is named, and the rest taken", () => {
  const from = {
    numbers: { vip_ltv: 80, gone: 1 },
    off: ["level.list.a", "level.list.z", "level.none.a"],
    order: { "level.tree": ["c", "b", "a"], "level.list": ["c", "b", "a"], "level.gone": [] },
  };
  const { draft: found, unknown } = draft.known(from, [VIP], [TREE, LIST]);
  assert.deepEqual(found, {
    numbers: { vip_ltv: 80 },
    off: ["level.list.a"],
    order: { "level.tree": ["c", "b", "a"] },
  });
  assert.deepEqual(unknown, ["gone", "level.list.z", "level.none.a", "level.list", "level.gone"]);
  const short = draft.known({ ...draft.nothing(), order: { "level.tree": ["c", "b"] } }, [VIP], [TREE]);
  assert.deepEqual(short.unknown, ["level.tree"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "../../templates/theme/assets/playbook/store/id.js";
import { pack, unpack } from "../../templates/theme/assets/playbook/store/exchange.js";

const KINDS = ["incident", "ledger"];
const ROW = { id: "a", cells: {} };

test("what is packed comes back", () => {
  const records = { ledger: [{ id: "a", cells: {} }] };
  assert.deepEqual(unpack(JSON.parse(JSON.stringify(pack(records))), KINDS), { records, rejected: [] });
});

test("what is wrong is told with its place, the rest is taken", () => {
  const records = { ledger: [ROW, ROW, null, { ...ROW, id: "" }, { ...ROW, id: 3 }, { id: "b" }], other: [], incident: {} };
  const { records: sound, rejected } = unpack(pack(records), KINDS);
  assert.deepEqual(sound, { ledger: [ROW] });
  assert.deepEqual(rejected.map(({ where, why }) => `${where} ${why}`), [
    "ledger[1] a twice",
    "ledger[2] record",
    "ledger[3] record",
    "ledger[4] record",
    "ledger[5] b record",
    "other kind",
    "incident kind",
  ]);
});

test("another file is refused as a whole", () => {
  for (const object of [undefined, null, [], "text", {}, { ...pack({}), version: 2 }, { ...pack({}), records: [] }]) {
    assert.deepEqual(unpack(object, KINDS), { records: {}, rejected: [{ where: "", why: "format" }] });
  }
});

test("ids differ, and say when they were made", () => {
  const ids = new Set(Array.from({ length: 1000 }, () => newId(0)));
  assert.equal(ids.size, 1000);
  assert.ok([...ids].every((id) => id.startsWith("0-")));
});

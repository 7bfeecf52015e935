import assert from "node:assert/strict";
import { test } from "node:test";
import { merged } from "../../templates/theme/assets/playbook/store/merge.js";

const edit = (before, value) => ({ before, value });

// What is kept, what is changed here, what comes of it, and what is left to the reader.
const CASES = {
  "only what is changed is written": [{ a: "1", b: "other" }, { a: edit("1", "2") }, { a: "2", b: "other" }, []],
  "what is new, too": [{}, { a: edit("", "2") }, { a: "2" }, []],
  "a number is as it is written": [{ a: 5 }, { a: edit("5", "6") }, { a: "6" }, []],
  "a number that nobody changes stays one": [{ a: 5, b: "x" }, { b: edit("x", "y") }, { a: 5, b: "y" }, []],
  "emptied": [{ a: "1" }, { a: edit("1", "") }, { a: "" }, []],
  "both changed it": [{ a: "3", b: "1" }, { a: edit("1", "2"), b: edit("1", "2") }, { a: "3", b: "2" },
    [{ name: "a", here: "2", there: "3" }]],
  "both changed it alike": [{ a: 2 }, { a: edit("1", "2") }, { a: 2 }, []],
  "emptied elsewhere": [{}, { a: edit("1", "2") }, {}, [{ name: "a", here: "2", there: "" }]],
  "names of an object's own": [{ toString: "x" }, { constructor: edit("", "y") }, { toString: "x", constructor: "y" }, []],
};

for (const [name, [kept, edits, values, conflicts]] of Object.entries(CASES)) {
  test(name, () => assert.deepEqual(merged(kept, edits), { values, conflicts }));
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { Chance } from "../../templates/theme/assets/playbook/training/chance.js";
import { encode } from "../../templates/theme/assets/playbook/training/code.js";
import { picked } from "../../templates/theme/assets/playbook/training/sitting.js";

const POOL = Array.from({ length: 40 }, (_, at) => ({ id: at, skill: `s${at % 4}`, boundary: `b${at % 10}` }));

test("chance is its seed's alone", () => {
  const numbers = (...seeds) => {
    const chance = new Chance(...seeds);
    return Array.from({ length: 20 }, () => chance.below(1000));
  };
  assert.deepEqual(numbers(1, 2), numbers(1, 2));
  assert.notDeepEqual(numbers(1, 2), numbers(2, 1));
  assert.ok(numbers(7).every((number) => Number.isInteger(number) && number >= 0 && number < 1000));
});

test("shuffling loses nothing, and leaves what it was given", () => {
  const items = [1, 2, 3, 4, 5];
  assert.deepEqual(new Chance(3).shuffled(items).sort(), items);
  assert.deepEqual(items, [1, 2, 3, 4, 5]);
});

test("a sitting asks of every skill alike, and nothing twice", () => {
  const items = picked(POOL, 7, 20);
  for (const skill of ["s0", "s1", "s2", "s3"]) {
    assert.equal(items.filter((item) => item.skill === skill).length, 5, skill);
  }
  assert.equal(new Set(items.map(({ id }) => id)).size, 20);
});

test("a code has a symbol for every five bits, and one that checks them", () => {
  const code = encode({ edition: "0d8bbf2b", sitting: 7, answers: [1, 2, 3, 4, 0] });
  assert.match(code, /^[0-9A-HJKMNP-TV-Z*~$=U-]+$/);
  assert.equal(code.replaceAll("-", "").length, Math.ceil((40 + 15) / 5) + 1);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, inputsIn, plainChoice, plainNumber, withoutAppended } from "../../templates/theme/assets/playbook/shared/hash.js";

test("inputs are written as an address has them", () => {
  const inputs = { ltv: "150000", customer: ["vip", "referrer"], safe: true };
  assert.equal(hashOf(inputs), "ltv=150000&customer=vip,referrer&safe=true");
  assert.equal(hashOf({ text: "a&b=c #d" }), "text=a%26b%3Dc%20%23d");
  assert.equal(hashOf({}), "");
});

test("what chat apps append is taken off, and nothing else", () => {
  for (const [given, plain] of [
    ["ltv=5&safety=high#wechat_redirect", "ltv=5&safety=high"],
    ["ltv=5&from=singlemessage&isappinstalled=0", "ltv=5"],
    ["from=groupmessage&ltv=5", "ltv=5"],
    ["cannot-transfer&shareTo=x", "cannot-transfer"],
    ["cannot-transfer#wechat_redirect", "cannot-transfer"],
    ["wechat_redirect", ""],
    ["a=1&utm_source=x&share_to=y&dd_nav=1", "a=1"],
    ["from=suzhou&ltv=5", "from=suzhou&ltv=5"],
    ["shared=1&fromage=2&dd_days=3&utm_rate=4", "shared=1&fromage=2&dd_days=3&utm_rate=4"],
    ["text=a%23b%26from", "text=a%23b%26from"],
    ["#ltv=5&safety=high", "ltv=5&safety=high"],
    ["", ""],
  ]) {
    assert.equal(withoutAppended(given), plain);
    assert.equal(withoutAppended(plain), plain);
  }
});

test("inputs are read from an address that was encoded again", () => {
  for (const hash of [
    "ltv=5&safety=high",
    "%23ltv=5& safety=high",
    "ltv=5&amp;safety=high&amp;from=timeline",
    "ltv%3D5%26safety%3Dhigh",
    "%23ltv%3D5%26amp%3Bsafety%3Dhigh%26from%3Dtimeline",
  ]) {
    assert.deepEqual(Object.fromEntries(inputsIn(hash)), { ltv: "5", safety: "high" });
  }
  assert.deepEqual(Object.fromEntries(inputsIn("text%3Da%2526b")), { text: "a&b" });
  for (const anchor of ["", "rulings", "%E5%88%A4%E4%BE%8B%", "from%3Dtimeline"]) {
    assert.equal(inputsIn(anchor), null);
  }
});

test("what is given twice is nothing that can be read, unless it says the same", () => {
  const inputs = inputsIn("a=1&a=2&b=3&b=3& c=4");
  assert.deepEqual([...inputs], [
    ["a", "1|2"],
    ["b", "3"],
    ["c", "4"],
  ]);
});

test("what sticks to the last value is taken off, and no input of another", () => {
  for (const end of ["#wechat_redirect", "?from=singlemessage", "&from=timeline#", " ", "。", "，", ")", "%", "\u200b"]) {
    assert.equal(plainChoice(`high${end}`), "high");
  }
  assert.equal(plainChoice("low&safety=high"), "low&safety=high");
  assert.equal(plainNumber("15 €，"), "15 €");
  assert.equal(plainNumber("-5#wechat_redirect"), "-5");
  assert.equal(plainNumber("5%"), "5%");
  assert.equal(plainNumber("5&safety=high"), "5&safety=high");
});

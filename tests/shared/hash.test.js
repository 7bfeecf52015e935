import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, withoutAppended } from "../../templates/theme/assets/playbook/shared/hash.js";

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
    ["", ""],
  ]) {
    assert.equal(withoutAppended(given), plain);
  }
});

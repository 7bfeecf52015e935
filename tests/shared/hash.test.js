import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf } from "../../templates/theme/assets/playbook/shared/hash.js";

test("inputs are written as an address has them", () => {
  const inputs = { ltv: "150000", customer: ["vip", "referrer"], safe: true };
  assert.equal(hashOf(inputs), "ltv=150000&customer=vip,referrer&safe=true");
  assert.equal(hashOf({ text: "a&b=c #d" }), "text=a%26b%3Dc%20%23d");
  assert.equal(hashOf({}), "");
});

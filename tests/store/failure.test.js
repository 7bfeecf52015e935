import assert from "node:assert/strict";
import { test } from "node:test";
import { showFailure } from "../../templates/theme/assets/playbook/store/failure.js";

test("a fault that is not the store's is thrown on, and nothing is said of the device", () => {
  const root = { querySelector: () => assert.fail("something is shown") };
  assert.throws(() => showFailure(root, new TypeError("ours")), /^TypeError: ours/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Draft } from "../../templates/theme/assets/playbook/store/draft.js";

const edits = (value) => ({ part: { before: "", value } });

class Storage {
  #texts = new Map();
  getItem = (key) => this.#texts.get(key) ?? null;
  setItem = (key, text) => void this.#texts.set(key, text);
  removeItem = (key) => void this.#texts.delete(key);
}

// The device is shared by the tabs, each of which has a storage of its own.
const device = () => {
  globalThis.localStorage = new Storage();
  return () => {
    const own = new Storage();
    return (work) => {
      globalThis.sessionStorage = own;
      return work();
    };
  };
};
const visit = () => new Draft("ledger");

test("what a new tab takes over of a closed one, and ends, does not come back", () => {
  const newTab = device();
  newTab()(() => visit().write(edits("lamp")));
  const tab = newTab();
  tab(() => {
    const draft = visit();
    assert.deepEqual(draft.read(), edits("lamp"));
    draft.write({});
  });
  assert.deepEqual(tab(() => visit().read()), {});
  assert.deepEqual(newTab()(() => visit().read()), {});
});

test("what another tab types on stays", () => {
  const newTab = device();
  const [one, other] = [newTab(), newTab()];
  one(() => visit().write(edits("lamp")));
  const draft = other(visit);
  other(() => draft.read());
  one(() => visit().write(edits("lamp 2")));
  other(() => draft.write({}));
  assert.deepEqual(one(() => visit().read()), edits("lamp 2"));
  assert.deepEqual(newTab()(() => visit().read()), edits("lamp 2"));
});

test("what another tab has ended is not taken up by loading this one again", () => {
  const newTab = device();
  const [one, other] = [newTab(), newTab()];
  const draft = one(visit);
  one(() => draft.write(edits("lamp")));
  other(() => visit().read());
  one(() => draft.write({}));
  assert.deepEqual(other(() => visit().read()), {});
});

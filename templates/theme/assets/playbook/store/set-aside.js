// <playbook-set-aside>: records on the device that cannot be shown: named, saved as a file, removed. They stand in no
// list, and in no list's way; so it stands by every list.

import { PageElement } from "../shared/element.js";
import { saveJson } from "../shared/files.js";
import { control, part } from "../shared/page.js";
import { pack } from "./exchange.js";
import { showFailure } from "./failure.js";
import { open } from "./store.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {keyof import("./store.js").Kinds} Kind */

export const ASIDE = "playbook-set-aside"; // the event that has it look again
const NAMED = 10;

class PlaybookSetAside extends PageElement {
  /** @type {Map<Kind, { id: string }[]>} */
  #held = new Map();

  /** @param {AbortSignal} signal */
  connected(signal) {
    const save = () => saveJson(pack(Object.fromEntries(this.#held)), "set-aside.json");
    control(this, "save-aside").addEventListener("click", save, { signal });
    void this.#trying(async () => {
      const store = await open(); // where it does not, the list's own script says so
      signal.addEventListener("abort", () => store.close());
      const look = () => void this.#trying(() => this.#look(store));
      const remove = () => void this.#trying(() => this.#remove(store));
      control(this, "remove-aside").addEventListener("click", remove, { signal });
      this.#kinds.forEach((kind) => store.watch(kind, look, signal));
      addEventListener(ASIDE, look, { signal });
      await this.#look(store);
    });
  }

  get #kinds() {
    return /** @type {Kind[]} */ (this.dataset.kinds?.split(" ") ?? []);
  }

  /** @param {Store} store */
  async #look(store) {
    const found = await Promise.all(this.#kinds.map((kind) => store.unsound(kind)));
    this.#held = new Map(this.#kinds.map((kind, at) => [kind, found[at] ?? []]));
    const names = [...this.#held].flatMap(([kind, records]) => records.map(({ id }) => `${kind} ${id}`));
    part(this, "count").textContent = String(names.length);
    part(this, "names").textContent = names.slice(0, NAMED).join(", ");
    this.hidden = names.length === 0;
  }

  /** @param {Store} store */
  async #remove(store) {
    for (const [kind, records] of this.#held) {
      for (const { id } of records) {
        await store.remove(kind, id);
      }
    }
  }

  /** @param {() => Promise<void>} work what may fail on the disk */
  async #trying(work) {
    try {
      await work();
      showFailure(this, null);
    } catch (error) {
      showFailure(this, error);
    }
  }
}

customElements.define("playbook-set-aside", PlaybookSetAside);

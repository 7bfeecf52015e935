// <playbook-checklist>: a list whose lines can be ticked; the ticks stay on this device until they are cleared.

import { PageElement } from "../shared/element.js";
import { all, control, part } from "../shared/page.js";
import { showFailure } from "../store/failure.js";
import { siteName } from "../store/site-name.js";
import { open } from "../store/store.js";
import { changed, named } from "./ticks.js";

const KIND = "checklist";

/** @type {ReturnType<typeof open> | null} one for all lists of the page */
let opened = null;

/** Apart from records of incidents: a newer version of the one is never in the way of a tab with the other. */
async function store() {
  opened ??= open(`${siteName()} checklists`, [KIND]);
  try {
    return await opened;
  } catch (error) {
    opened = null;
    throw error;
  }
}

class PlaybookChecklist extends PageElement {
  /** @type {Map<string, HTMLInputElement>} the boxes by the names of their lines */
  #boxes = new Map();

  /** @param {AbortSignal} signal */
  connected(signal) {
    const lines = all(this, ".pb-checks > li");
    const names = named(lines.map((line) => line.textContent));
    this.#boxes = new Map(lines.map((line, place) => [names[place] ?? "", boxOf(line)]));
    for (const [name, box] of this.#boxes) {
      box.addEventListener("change", () => void this.#tick(name, box.checked), { signal });
    }
    control(this, "clear").addEventListener("click", () => void this.#clear(), { signal });
    part(this, "live").hidden = false;
    void this.#follow(signal);
  }

  get #id() {
    return this.dataset.checklist ?? "";
  }

  /**
   * Shows what is kept, now and whenever another tab changes it. Where nothing can be read nothing is ticked, and that
   * nothing is kept is said at the first tick.
   * @param {AbortSignal} signal
   */
  async #follow(signal) {
    this.#show([]);
    try {
      const kept = await store();
      kept.watch(KIND, () => void this.#read(kept), signal);
      await this.#read(kept);
    } catch {
      // as said above
    }
  }

  /** @param {import("../store/store.js").Store} kept */
  async #read(kept) {
    this.#show((await kept.get(KIND, this.#id))?.ticked ?? []);
  }

  /** @param {string[]} ticked */
  #show(ticked) {
    for (const [name, box] of this.#boxes) {
      box.checked = ticked.includes(name);
    }
    this.#count();
  }

  #count() {
    const done = [...this.#boxes.values()].filter((box) => box.checked).length;
    part(this, "done").textContent = String(done);
    control(this, "clear").hidden = done === 0;
  }

  /**
   * @param {string} name
   * @param {boolean} isTicked
   */
  #tick(name, isTicked) {
    this.#count();
    return this.#keep((kept) => kept.update(KIND, this.#id, (record) => changed(record, this.#id, name, isTicked)));
  }

  #clear() {
    this.#show([]);
    this.#boxes.values().next().value?.focus(); // the button is gone
    return this.#keep((kept) => kept.remove(KIND, this.#id));
  }

  /** @param {(kept: import("../store/store.js").Store) => Promise<unknown>} change */
  async #keep(change) {
    try {
      await change(await store());
      showFailure(this, null);
    } catch (error) {
      showFailure(this, error);
    }
  }
}

/**
 * Returns the box of a line, which a tap anywhere on its words ticks.
 * @param {HTMLElement} line
 */
function boxOf(line) {
  const before = line.querySelector("input");
  if (before) {
    return before;
  }
  const box = Object.assign(document.createElement("input"), { type: "checkbox", autocomplete: "off" });
  const label = document.createElement("label");
  label.append(box, ...line.childNodes);
  line.append(label);
  return box;
}

customElements.define("playbook-checklist", PlaybookChecklist);

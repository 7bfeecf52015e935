// <playbook-incidents>: the incidents of this device, side by side, each run by the plan it began with. The address
// names the one that is shown (#incident=ID); #start=LEVEL begins one.

import { rowOf } from "../ledger/rows.js";
import { PageElement, every } from "../shared/element.js";
import { chosenFile, saveJson } from "../shared/files.js";
import { caseOf } from "../shared/case-address.js";
import { readHash, writeHash } from "../shared/hash.js";
import { oneAtATime } from "../shared/one-at-a-time.js";
import { drawn, itemOf, origin, part } from "../shared/page.js";
import { filled } from "../shared/words.js";
import { changeKept } from "../store/change.js";
import { showFailure } from "../store/failure.js";
import { Held } from "../store/held.js";
import { newId } from "../store/id.js";
import { keepForGood } from "../store/keep.js";
import { openAnyway } from "../store/open.js";
import "../store/set-aside.js";
import { exported } from "../store/transfer.js";
import { pending } from "./due.js";
import { bringIn } from "./files.js";
import { isAhead, settled } from "./moments.js";
import { incidentPage } from "./page.js";
import { begun, nameOf, sorted } from "./record.js";
import { setAside } from "./undrawn.js";
import { View } from "./view.js";

/** @typedef {import("./record.js").Incident} Incident */
/** @typedef {import("../store/store.js").Store} Store */

const OFTEN = 15_000; // ms; time goes on: what is left, what is late

class PlaybookIncidents extends PageElement {
  /** @param {AbortSignal} signal */
  connected(signal) {
    void new Incidents(this, signal).start();
  }
}

class Incidents {
  #root;
  #signal;
  #page;
  /** @type {Promise<import("../store/open.js").Opened & { held: Held<"incident"> }> | null} */
  #opening = null;
  /** @type {View | null} */
  #view = null;

  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} signal
   */
  constructor(root, signal) {
    this.#root = root;
    this.#signal = signal;
    this.#page = incidentPage(root);
  }

  async start() {
    const signal = this.#signal;
    const file = part(this.#root, "file", HTMLInputElement);
    this.#root.hidden = false;
    this.#root.addEventListener("click", (event) => void this.#clicked(event), { signal });
    file.addEventListener("change", () => void this.#bringIn(file), { signal });
    addEventListener("hashchange", () => void this.#followHash(), { signal });
    part(this.#root, "closed-part").addEventListener("toggle", () => void this.#reread(), { signal });
    document.addEventListener("visibilitychange", () => void this.#view?.flush(), { signal });
    every(OFTEN, () => void this.#reread(), signal);
    signal.addEventListener("abort", () => void this.#leave());
    await this.#followHash();
  }

  async #leave() {
    await this.#view?.flush();
    (await this.#opening)?.store.close();
  }

  async #open() {
    const opened = await openAnyway();
    const reread = () => void this.#reread();
    const trying = (/** @type {() => unknown} */ work) => this.#trying(work);
    opened.store.watch("incident", reread, this.#signal);
    return { ...opened, held: new Held(this.#root, "incident", opened.store, trying, reread, this.#signal) };
  }

  /**
   * Runs what may fail on the disk, with the store, and says so. Returns whether it did not fail.
   * @param {(store: Store, held: Held<"incident">) => unknown} work
   */
  async #trying(work) {
    try {
      this.#opening ??= this.#open();
      const { store, held, failure } = await this.#opening;
      await work(store, held);
      showFailure(this.#root, failure, "page");
      return true;
    } catch (error) {
      showFailure(this.#root, error);
      part(this.#root, "failure").scrollIntoView({ block: "nearest" });
      return false;
    }
  }

  /** @param {Event} event */
  async #clicked(event) {
    const { begin, incident, action } = origin(event, "button")?.dataset ?? {};
    if (begin) {
      await this.#begin(begin, {});
    } else if (incident) {
      writeHash({ incident });
      await this.#followHash();
    } else if (action === "export" || action === "save-page") {
      const name = `incidents-${this.#page.clock.date(Date.now())}.json`;
      await this.#trying(async (store) => saveJson(await exported(store, ["incident", "ledger"]), name));
    }
  }

  async #followHash() {
    const hash = readHash();
    const level = hash?.get("start");
    if (hash && level !== undefined) {
      await this.#begin(level, { advised: Number(hash.get("advised")), inputs: caseOf(hash) });
    } else {
      await this.#reread(hash?.get("incident"));
    }
  }

  /**
   * The address no longer says "start" once the incident is on disk: loading the page again begins no other.
   */
  #begin = oneAtATime(async (/** @type {string} */ level, /** @type {Parameters<typeof begun>[3]} */ found) => {
    const plan = this.#page.plans.find((known) => String(known.level) === level);
    if (!plan) {
      writeHash({});
      await this.#reread();
      return;
    }
    const now = Date.now();
    const id = newId(now);
    if (await this.#trying((store) => store.put("incident", begun(plan, now, id, found)))) {
      keepForGood();
      writeHash({ incident: id });
      await this.#reread(id);
      this.#view?.focus();
    }
  });

  /** Shows what is on disk: the tabs, and the incident `id`, else the one shown, else the latest that is open. */
  async #reread(id = this.#view?.id) {
    await this.#trying(async (store, held) => {
      const records = held.and(await store.all("incident"));
      const shown = this.#showAll(records, id);
      try {
        this.#showOne(shown);
      } catch {
        // As they are on disk; all others are then shown anew.
        records.filter((kept) => kept.id === shown?.id).forEach((record) => setAside(store, record));
      }
    });
  }

  /**
   * Shows the tabs. Returns the incident that is chosen.
   * @param {Incident[]} records
   * @param {string | undefined} id
   */
  #showAll(records, id) {
    const now = Date.now();
    const { running, closed } = sorted(records.map((record) => settled(record, now)));
    part(this.#root, "ahead").hidden = !records.some((record) => isAhead(record, now));
    const record = [...running, ...closed].find((known) => known.id === id) ?? running[0];
    this.#showTabs("open", running, record);
    const over = part(this.#root, "closed-part", HTMLDetailsElement);
    over.hidden = closed.length === 0;
    this.#showTabs("closed", over.open ? closed : [], record); // there will be many
    return record;
  }

  /** @param {Incident | undefined} record */
  #showOne(record) {
    part(this.#root, "shown").hidden = !record;
    if (!record) {
      this.#view = null;
      part(this.#root, "shown").replaceChildren();
    } else if (this.#view?.shows(record)) {
      this.#view.show(record);
    } else {
      this.#show(record);
    }
  }

  /** @param {Incident} record */
  #show(record) {
    const anew = this.#view?.id === record.id; // by another plan
    void this.#view?.flush();
    this.#view = new View(itemOf(this.#root, "incident"), record, this.#page, {
      keep: (change) => this.#trying((store) => changeKept(store, "incident", record.id, change)),
      finish: (cells) => this.#finish(record.id, cells),
      remove: () => void this.#trying((store) => store.remove("incident", record.id)),
    });
    part(this.#root, "shown").replaceChildren(this.#view.article);
    if (anew) {
      this.#view.focus(); // what had the focus is gone
    }
  }

  /**
   * @param {string} name
   * @param {Incident[]} records
   * @param {Incident | undefined} shown
   */
  #showTabs(name, records, shown) {
    const { words, clock } = this.#page;
    const now = Date.now();
    const tab = (/** @type {Incident} */ record) => {
      const late = pending(record, "", (due) => clock.awake(due)).filter(({ due }) => due < now).length;
      const state = late
        ? filled(words.late_count, { number: late })
        : filled(words.begun, { moment: clock.say(record.started) });
      const made = itemOf(this.#root, "tab", { name: nameOf(record) || words.unnamed, state });
      made.dataset.level = String(record.plan.level);
      made.toggleAttribute("data-late", late > 0);
      return made;
    };
    const tabs = records.map((record) => {
      const made = drawn("button", record.id, () => tab(record));
      made.dataset.incident = record.id;
      made.setAttribute("aria-pressed", String(record === shown));
      return made;
    });
    part(this.#root, name).replaceChildren(...tabs);
  }

  /**
   * The ledger's row has the incident's id: finished twice, it is one row. Where the incident is gone, there is none.
   * @param {string} id
   * @param {import("../ledger/rows.js").Cells} cells
   */
  #finish(id, cells) {
    const row = /** @type {const} */ ({ kind: "ledger", record: rowOf(cells, id) });
    const close = (/** @type {Incident} */ record) => ({ ...record, closed: Date.now() });
    return this.#trying((store) => changeKept(store, "incident", id, close, [row]));
  }

  /** @param {HTMLInputElement} input */
  async #bringIn(input) {
    const file = chosenFile(input);
    if (!file) {
      return;
    }
    await this.#trying(async (store) => {
      const { added, replaced, rejected } = await bringIn(store, file);
      const { words } = this.#page;
      const lines = rejected.map(({ where, why }) =>
        filled(words.rejected, { where: where || file.name, why: words.storage[why] ?? why }),
      );
      const told = [filled(words.imported, { added, replaced }), ...lines].map((text) =>
        Object.assign(document.createElement("p"), { textContent: text }),
      );
      part(this.#root, "imported").replaceChildren(...told);
      part(this.#root, "imported").hidden = false;
      input.value = "";
    });
  }
}

customElements.define("playbook-incidents", PlaybookIncidents);

// <playbook-incidents>: the incidents of this device, side by side, each run by the plan it began with. The address names the
// one that is shown (#incident=ID); #start=LEVEL begins one.

import { Clock } from "../shared/clock.js";
import { readHash, writeHash } from "../shared/hash.js";
import { filled } from "../shared/share.js";
import { showFailure } from "../store/failure.js";
import { newId } from "../store/id.js";
import { open } from "../store/store.js";
import { pending } from "./due.js";
import { bringIn, offer } from "./files.js";
import { begun, isIncident, nameOf } from "./record.js";
import { View } from "./view.js";

const KEPT = ["incident", "ledger"];
const FORMAT = 1; // of a ledger row

class PlaybookIncidents extends HTMLElement {
  #page;
  #store;
  #view = null;

  async connectedCallback() {
    this.#page = JSON.parse(this.querySelector("script").textContent);
    this.#page.clock = Clock.ofPage();
    // Thousands are parted as the rest of the handbook does.
    this.#page.money = (yuan) => filled(this.#page.words.yuan, { value: yuan.toLocaleString("en-US") });
    this.hidden = false;
    this.addEventListener("click", ({ target }) => this.#clicked(target.closest("button")));
    this.#part("file").addEventListener("change", ({ target }) => this.#bringIn(target));
    addEventListener("hashchange", () => this.#followHash());
    document.addEventListener("visibilitychange", () => this.#view?.flush());
    setInterval(() => this.#reread(), 15_000); // time goes on: what is left, what is late
    await this.#followHash();
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  // Runs what may fail on the disk, with the store, and says so. Returns whether it did not fail.
  async #trying(work) {
    try {
      if (!this.#store) {
        this.#store = await open();
        this.#store.addEventListener("change", ({ detail }) => detail.kind === "incident" && this.#reread());
      }
      await work(this.#store);
      showFailure(this, null);
      return true;
    } catch (error) {
      showFailure(this, error);
      this.#part("failure").scrollIntoView({ block: "nearest" });
      return false;
    }
  }

  #clicked(button) {
    if (button?.dataset.begin) {
      this.#begin(button.dataset.begin);
    } else if (button?.dataset.incident) {
      writeHash({ incident: button.dataset.incident });
      this.#followHash();
    } else if (button?.dataset.action === "export") {
      const name = `incidents-${this.#page.clock.date(Date.now())}.json`;
      this.#trying(async (store) => offer(await store.export(KEPT), name));
    }
  }

  async #followHash() {
    const hash = readHash();
    if (hash?.has("start")) {
      await this.#begin(hash.get("start"), Number(hash.get("advised")));
    } else {
      await this.#reread(hash?.get("incident"));
    }
  }

  // The address no longer says "start" once the incident is on disk: loading the page again begins no other.
  async #begin(level, advised) {
    const plan = this.#page.plans.find((known) => String(known.level) === level);
    if (!plan) {
      writeHash({});
      await this.#reread();
      return;
    }
    const now = Date.now();
    const id = newId(now);
    if (await this.#trying((store) => store.put("incident", begun(plan, now, id, advised)))) {
      navigator.storage?.persist?.().catch(() => {}); // the browser may say no; nothing is lost by asking
      writeHash({ incident: id });
      await this.#reread(id);
      this.#view?.focus();
    }
  }

  // Shows what is on disk: the tabs, and the incident `id`, else the one shown, else the latest that is open.
  async #reread(id = this.#view?.id) {
    await this.#trying(async (store) => this.#showAll(await store.all("incident"), id));
  }

  #showAll(records, id) {
    const all = records.filter(isIncident).sort((a, b) => b.started - a.started);
    const record = all.find((known) => known.id === id) ?? all.find(({ closed }) => !closed);
    this.#showTabs("open", all.filter(({ closed }) => !closed), record);
    const closed = all.filter((known) => known.closed);
    this.#showTabs("closed", closed, record);
    this.#part("closed-part").hidden = closed.length === 0;
    this.#part("shown").hidden = !record;
    if (!record) {
      this.#view = null;
      this.#part("shown").replaceChildren();
    } else if (this.#view?.shows(record)) {
      this.#view.show(record);
    } else {
      this.#show(record);
    }
  }

  #show(record) {
    // Imported, not cloned: in a template's own document a link leads nowhere, and takes no hash.
    const article = document.importNode(this.#part("incident").content, true).firstElementChild;
    const anew = this.#view?.id === record.id; // by another plan
    this.#view?.flush();
    this.#view = new View(article, record, this.#page, {
      keep: (change) => this.#keep(record.id, change),
      finish: (cells) => this.#finish(record.id, cells),
      remove: () => this.#trying((store) => store.remove("incident", record.id)),
    });
    this.#part("shown").replaceChildren(article);
    if (anew) {
      this.#view.focus(); // what had the focus is gone
    }
  }

  #showTabs(name, records, shown) {
    const { words } = this.#page;
    const now = Date.now();
    this.#part(name).replaceChildren(
      ...records.map((record) => {
        const tab = this.#part("tab").content.firstElementChild.cloneNode(true);
        const late = pending(record, "").filter(({ due }) => due < now).length;
        tab.dataset.incident = record.id;
        tab.dataset.level = record.plan.level;
        tab.querySelector('[data-part="name"]').textContent = nameOf(record) || words.unnamed;
        const begin = filled(words.begun, { moment: this.#page.clock.say(record.started) });
        tab.querySelector('[data-part="state"]').textContent = late
          ? filled(words.late_count, { number: late })
          : begin;
        tab.toggleAttribute("data-late", late > 0);
        tab.setAttribute("aria-pressed", String(record === shown));
        return tab;
      }),
    );
  }

  #keep(id, change) {
    return this.#trying((store) => store.update("incident", id, (record) => record && change(record)));
  }

  // The ledger's row has the incident's id: finished twice, it is one row.
  async #finish(id, cells) {
    await this.#trying(async (store) => {
      await store.put("ledger", { id, version: FORMAT, cells });
      await store.update("incident", id, (record) => record && { ...record, closed: Date.now() });
    });
  }

  async #bringIn(input) {
    const [file] = input.files;
    if (!file) {
      return;
    }
    await this.#trying(async (store) => {
      const { added, replaced, rejected } = await bringIn(store, file);
      const { words } = this.#page;
      const lines = rejected.map(({ where, why }) => filled(words.rejected, { where: where || file.name, why: words.storage[why] }));
      const told = [filled(words.imported, { added, replaced }), ...lines].map((text) => {
        const line = document.createElement("p");
        line.textContent = text;
        return line;
      });
      this.#part("imported").replaceChildren(...told);
      this.#part("imported").hidden = false;
      input.value = "";
    });
  }
}

customElements.define("playbook-incidents", PlaybookIncidents);

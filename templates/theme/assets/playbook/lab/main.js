// <playbook-lab>: rules tried otherwise. What is changed here stands in the address and on this device; what comes of
// it is Python's, asked in the worker; the words are the page's. Nothing is sent anywhere.

import { Runtime } from "../python/client.js";
import { copyAndSay } from "../shared/clipboard.js";
import { savesData } from "../shared/data-saver.js";
import { PageElement, Pause } from "../shared/element.js";
import { save } from "../shared/files.js";
import { readHash, writeHash } from "../shared/hash.js";
import { all, control, find, origin, part } from "../shared/page.js";
import { loadScript } from "../shared/script-loading.js";
import { openAnyway } from "../store/open.js";
import { held, lookedAt } from "./address.js";
import { CaseMap } from "./cell-map.js";
import { begunWith } from "./cases.js";
import { changes, nothing } from "./draft.js";
import { showDrafts } from "./draft-bar.js";
import { Drafts, NAMES } from "./drafts.js";
import { Editor } from "./editor.js";
import { fileOf, textOf } from "./hand-on.js";
import { Outcome } from "./outcome.js";
import { labPage } from "./page.js";
import { Python } from "./python.js";
import { nameOf } from "../incident/record.js";

/** @typedef {import("./page.js").Calculator} Calculator */
/** @typedef {import("./python.js").About} About */

const TYPING_PAUSE = 250;

const runtime = Runtime.ofScript();
if (!savesData()) {
  runtime.start();
}

class PlaybookLab extends PageElement {
  /** @param {AbortSignal} signal */
  connected(signal) {
    new Lab(this, signal).start();
  }
}

class Lab {
  #root;
  #signal;
  #page;
  #drafts = new Drafts();
  #editor;
  #map;
  /** @type {InstanceType<typeof globalThis.Replay> | null} */
  #replay = null;
  #python;
  #outcome;
  #typing = new Pause(TYPING_PAUSE, () => this.#ask());
  /** @type {Record<string, unknown> | null} those of the version that is compared with; null for those of today */
  #rules = null;

  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} signal
   */
  constructor(root, signal) {
    this.#root = root;
    this.#signal = signal;
    this.#page = labPage(root);
    this.#python = new Python(runtime, this.#page.knobs);
    const change = (/** @type {import("./draft.js").Draft} */ draft) => {
      this.#drafts.change(draft);
      this.#changed();
    };
    this.#editor = new Editor(root, this.#page, { draft: () => this.#drafts.current, change }, signal);
    this.#map = new CaseMap(root, this.#page, () => this.#changed(), signal);
    const refused = (/** @type {string} */ name, /** @type {string} */ message) => this.#editor.refuse(name, message);
    this.#outcome = new Outcome(root, this.#page, this.#python, runtime, this.#map, refused);
  }

  start() {
    const [root, signal] = [this.#root, this.#signal];
    root.hidden = false;
    const gone = this.#drafts.read(this.#page.knobs, this.#page.forms);
    this.#select("calculator").addEventListener("change", () => this.#open(), { signal });
    find(root, '[data-part="since"]')?.addEventListener("change", () => void this.#compare(), { signal });
    const chooser = control(root, "replay-file", HTMLInputElement);
    chooser.addEventListener("change", () => void this.#replaying((replay) => replay.ofFile(chooser)), { signal });
    part(root, "incident").addEventListener("change", () => void this.#ofIncident(), { signal });
    root.addEventListener("click", (event) => this.#clicked(event), { signal });
    root.addEventListener("focusin", () => runtime.start(), { signal });
    addEventListener("hashchange", () => void this.#followHash(), { signal });
    runtime.addEventListener("change", () => this.#outcome.showState(), { signal });
    signal.addEventListener("abort", () => this.#typing.end());
    this.#outcome.showState();
    void this.#followHash(gone);
    void this.#offerIncidents();
  }

  /** @param {string} name */
  #select(name) {
    return part(this.#root, name, HTMLSelectElement);
  }

  get #calculator() {
    const found = this.#page.calculator(this.#select("calculator").value) ?? this.#page.calculators[0];
    return /** @type {Calculator} */ (found);
  }

  get #since() {
    return find(this.#root, '[data-part="since"]', HTMLSelectElement);
  }

  /** @returns {About} */
  #about(draft = this.#drafts.current) {
    const calculator = this.#calculator.id;
    const known = this.#rules?.[calculator]; // older records lack what is only worked out
    const rules = known ? { [calculator]: known } : null;
    return { calculator, before: { rules, draft: null }, after: { rules: null, draft } };
  }

  /**
   * Takes what the address says. What it does not name stays as it is, also the drafts of the device.
   * @param {string[]} [gone] names of drafts that the rules no longer have
   */
  async #followHash(gone = []) {
    const values = readHash();
    const { calculators, versions, knobs, forms, say } = this.#page;
    const names = {
      calculators: calculators.map(({ id, fields }) => ({ id, fields: fields.map((field) => field.id) })),
      versions: versions.map(({ id }) => id),
      knobs,
      forms,
    };
    const told = gone.length > 0 ? [say("gone", { names: gone.join(" ") })] : [];
    if (values) {
      const { calculator, since, inputs, draft, dropped } = lookedAt(values, names);
      this.#select("calculator").value = calculator;
      if (this.#since) {
        this.#since.value = since;
      }
      if (changes(draft) > 0) {
        this.#drafts.bringIn(draft);
      }
      const items = dropped.map(([name, value]) => say("dropped_item", { name, value: value.slice(0, 40) }));
      told.push(...(items.length > 0 ? [say("dropped", { names: items.join(" ") })] : []));
      this.#map.open(this.#calculator, inputs);
    }
    part(this.#root, "dropped").textContent = told.join(" ");
    part(this.#root, "dropped").hidden = told.length === 0;
    this.#open(values ? this.#map.inputs : {});
    await this.#compare();
  }

  /** @param {Record<string, string>} [inputs] of the case */
  #open(inputs = {}) {
    const calculator = this.#calculator;
    this.#root.dataset.calculator = calculator.id;
    this.#editor.open(calculator);
    this.#map.open(calculator, inputs);
    this.#changed();
  }

  /** Compares with another version: its rules come first. */
  async #compare() {
    const since = this.#since; // there may be no recorded version
    const address = since?.selectedOptions[0]?.dataset.script;
    if (since) {
      const rules = address ? await this.#recorded(address) : null;
      part(this.#root, "version-failed").hidden = rules !== undefined;
      since.value = rules === undefined ? "" : since.value;
      this.#rules = rules ?? null;
    }
    this.#changed();
  }

  /**
   * Returns a version's rules; undefined where they do not come.
   * @param {string} address of the script that has them
   */
  async #recorded(address) {
    try {
      await loadScript(this.#since?.dataset.reader ?? "");
      await loadScript(address);
      return globalThis.recordedRules();
    } catch {
      return undefined;
    }
  }

  /**
   * Has what happened replayed by a script that comes now.
   * @param {(replay: InstanceType<typeof globalThis.Replay>) => unknown} task
   */
  async #replaying(task) {
    const unread = part(this.#root, "unread");
    try {
      await loadScript(part(this.#root, "replay").dataset.script ?? "");
    } catch {
      unread.textContent = this.#page.say("no_replay");
      unread.hidden = false;
      return;
    }
    const now = { about: () => this.#about(), calculator: () => this.#calculator };
    this.#replay ??= new globalThis.Replay(this.#root, this.#page, this.#python, now);
    await task(this.#replay);
  }

  /** Shows the draft at once, and asks what it does after a pause. */
  #changed() {
    const since = this.#since?.value ?? "";
    const [calculator, inputs, draft] = [this.#calculator.id, this.#map.inputs, this.#drafts.current];
    writeHash(held({ calculator, since, inputs, draft }));
    this.#editor.show();
    showDrafts(this.#root, this.#page, this.#drafts);
    const isKnown = !this.#rules || calculator in this.#rules;
    find(this.#root, '[data-part="version-lacks"]')?.toggleAttribute("hidden", isKnown);
    this.#replay?.withdraw();
    part(this.#root, "refused").hidden = true;
    control(this.#root, "download", HTMLButtonElement).disabled = changes(draft) === 0;
    all(this.#root, '[data-part="hand-on"] [data-copied]').forEach((each) => (each.hidden = true));
    part(this.#root, "handed").hidden = true;
    this.#root.dataset.asking = "true"; // from here on, though only after a pause
    this.#typing.begin();
  }

  #ask() {
    const about = (/** @type {import("./draft.js").Draft | undefined} */ draft) => this.#about(draft);
    this.#outcome.ask({ calculator: this.#calculator, drafts: this.#drafts, about });
  }

  /** @param {Event} event */
  #clicked(event) {
    const { action, draft } = origin(event, "button")?.dataset ?? {};
    if (draft) {
      this.#drafts.choose(Number(draft));
    } else if (action === "undo") {
      this.#drafts.undo();
    } else if (action === "redo") {
      this.#drafts.redo();
    } else if (action === "anew") {
      this.#drafts.change(nothing());
    } else if (action === "look") {
      part(this.#root, "effect").scrollIntoView();
      return;
    } else {
      this.#handOn(action);
      return;
    }
    this.#changed();
  }

  /** @param {string | undefined} action */
  #handOn(action) {
    if (action === "replay-device") {
      void this.#replaying((replay) => replay.ofDevice());
    } else if (action === "stop") {
      this.#replay?.stop();
    } else if (action === "copy-replay") {
      void this.#replay?.copy();
    }
    const text = part(this.#root, "handed");
    const draft = this.#drafts.current;
    if (action === "download") {
      const name = `${this.#page.words.file ?? ""}-${NAMES[this.#drafts.at] ?? ""}.yml`;
      save(new Blob([fileOf(this.#page, draft)], { type: "application/yaml" }), name);
    } else if (action === "retry") {
      runtime.retry();
    } else if (action === "copy-text" || action === "copy-address") {
      text.textContent = action === "copy-text" ? textOf(this.#page, draft, this.#outcome.said) : location.href;
      text.hidden = false;
      void copyAndSay(text, part(this.#root, "hand-on"));
    }
  }

  /** Incidents that say by which inputs they began: the map can show where they lie. */
  async #offerIncidents() {
    const { store } = await openAnyway();
    const records = await store.all("incident");
    store.close();
    const named = (/** @type {import("../incident/record.js").Incident} */ record) =>
      nameOf(record) || new Date(record.started).toLocaleString(document.documentElement.lang);
    const options = records.filter(({ inputs }) => inputs).map((record) => new Option(named(record), record.id));
    this.#select("incident").append(...options);
    part(this.#root, "incidents").hidden = options.length === 0;
  }

  async #ofIncident() {
    const { store } = await openAnyway();
    const records = await store.all("incident");
    store.close();
    const record = records.find(({ id }) => id === this.#select("incident").value);
    this.#map.fill(record ? begunWith(record, this.#calculator) : {});
    this.#changed();
  }
}

customElements.define("playbook-lab", PlaybookLab);

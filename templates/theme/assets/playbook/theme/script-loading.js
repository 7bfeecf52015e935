// The theme's own script is most of the code of a page, and does nothing for a reader who only reads: on a phone it
// waits for the first touch, key, focus or scrolling, and with it the styles of what it adds to the page
// (playbook/site/stylesheets.py). Wide screens have columns that it places, and need it at once. The theme has no
// setting for it.

import { all, find, need } from "../shared/page.js";
import { canAsk, loadScript } from "../shared/script-loading.js";

const ACTIONS = ["pointerdown", "touchstart", "keydown", "focusin", "scroll"];

class ThemeScript {
  #address;
  #styles;
  #fromDisk;
  #asked = false;
  #hasFailed = false;
  #waiting = new AbortController();
  /** @type {Set<EventTarget>} what the reader changed before the script was there: the colours, the search box */
  #changed = new Set();

  /** @param {HTMLScriptElement} element the page's, which does not run by itself */
  constructor({ src, dataset }) {
    this.#address = src;
    this.#styles = dataset.styles ?? "";
    this.#fromDisk = dataset.fromDisk ?? "";
  }

  /** Waits for the reader to do something. */
  wait() {
    const { signal } = this.#waiting;
    const wide = matchMedia("(min-width: 60em)");
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const acted = (/** @type {Event} */ { type }) => {
      // Where it failed, the next touch or key asks again; scrolling would many times a second.
      if (canAsk() && !(this.#hasFailed && type === "scroll")) {
        this.#load();
      }
    };
    ACTIONS.forEach((action) => addEventListener(action, acted, { passive: true, signal }));
    addEventListener("change", (event) => this.#note(event), { signal });
    [wide, dark].forEach((media) => media.addEventListener("change", () => this.#load(), { signal }));
    if (wide.matches || location.search) {
      this.#load();
    }
  }

  #load() {
    if (this.#asked) {
      return;
    }
    this.#asked = true;
    const styles = Object.assign(document.createElement("link"), { rel: "stylesheet", href: this.#styles });
    need(document, "link[rel='stylesheet']").after(styles); // before our own, which have the last word
    const before = location.protocol === "file:" ? loadScript(this.#fromDisk) : Promise.resolve();
    before.then(() => loadScript(this.#address)).then(
      () => this.#tell(),
      () => {
        this.#asked = false;
        this.#hasFailed = true;
        styles.remove();
      },
    );
  }

  /** @param {Event} event */
  #note({ target }) {
    // What is in the page's content is not the theme's, and would hear of it twice.
    if (target instanceof Element && !target.closest("article")) {
      this.#changed.add(target);
    }
  }

  /** Lets the theme's script know what was changed before it was there. */
  #tell() {
    this.#waiting.abort();
    this.#changed.forEach((target) => target.dispatchEvent(new Event("change", { bubbles: true })));
  }
}

const later = find(document, "script[data-later]", HTMLScriptElement);
if (later) {
  new ThemeScript(later).wait();
}

// What it would do to the page at once: show the button of the colours' choice.
const { index = 0 } = globalThis.__md_get("__palette") ?? {};
all(document, "[data-md-component='palette'] label")[index]?.removeAttribute("hidden");

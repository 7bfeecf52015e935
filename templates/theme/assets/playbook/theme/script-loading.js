// The theme's own script is most of the code of a page, and does nothing for a reader who only reads: on a phone it waits for the
// first sign of a hand, and with it the styles of what it adds to the page (playbook/site/stylesheets.py). Wide screens have columns
// that it places, and need it at once. The theme has no setting for it.

import { canAsk } from "../shared/script-loading.js";

const SIGNS = ["pointerdown", "touchstart", "keydown", "focusin", "scroll"];
const { src: address, dataset } = document.querySelector("script[data-later]") ?? {};
const wide = matchMedia("(min-width: 60em)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const changed = new Set();
let asked = false;

function load() {
  if (asked) {
    return;
  }
  asked = true;
  const script = document.createElement("script");
  script.src = address;
  const styles = Object.assign(document.createElement("link"), { rel: "stylesheet", href: dataset.styles });
  script.addEventListener("load", tell);
  script.addEventListener("error", () => {
    asked = false; // the next touch or key asks again; scrolling would many times a second
    script.remove();
    styles.remove();
    removeEventListener("scroll", loadIfItCan);
  });
  document.querySelector("link[rel='stylesheet']").after(styles); // before our own, which have the last word
  document.body.append(script);
}

function loadIfItCan() {
  if (canAsk()) {
    load();
  }
}

function note({ target }) {
  if (!target.closest("article")) { // what is in the page's content is not the theme's, and would hear of it twice
    changed.add(target);
  }
}

/** Let the theme's script know what was changed before it was there: the colours, the search box. */
function tell() {
  removeEventListener("change", note);
  SIGNS.forEach((sign) => removeEventListener(sign, loadIfItCan));
  changed.forEach((element) => element.dispatchEvent(new Event("change", { bubbles: true })));
}

if (address) {
  addEventListener("change", note);
  SIGNS.forEach((sign) => addEventListener(sign, loadIfItCan, { passive: true }));
  [wide, dark].forEach((media) => media.addEventListener("change", load));
  if (wide.matches || location.search) {
    load();
  }
}

// What it would do to the page at once: show the button of the colours' choice.
const { index = 0 } = globalThis.__md_get("__palette") ?? {};
document.querySelectorAll("[data-md-component='palette'] label")[index]?.removeAttribute("hidden");

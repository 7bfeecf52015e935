// What the theme's script asks the browser for in our place (playbook/site/theme_script.py). The theme has no settings
// for it.

import { origin } from "../shared/page.js";

const QUERY = "[data-md-component='search-query']";
const TOGGLE = "#__search";

/** @type {Promise<void>} */
const searching = new Promise((resolve) => {
  addEventListener("focusin", (event) => origin(event, QUERY) && resolve());
  addEventListener("change", (event) => origin(event, TOGGLE) && resolve());
});

/**
 * The theme asks for the index of the whole handbook on every page, and most readers never search: that one request
 * waits until this one turns to the search.
 */
class LaterRequest extends XMLHttpRequest {
  #waits = false;

  /**
   * @param {string} method
   * @param {string | URL} url
   */
  open(method, url) {
    this.#waits = String(url).endsWith("/search/search_index.json");
    super.open(method, url);
  }

  /** @param {XMLHttpRequestBodyInit | null} [body] */
  send(body) {
    if (this.#waits) {
      void searching.then(() => super.send(body));
    } else {
      super.send(body);
    }
  }
}

globalThis.playbookTheme = { XMLHttpRequest: LaterRequest, Worker };

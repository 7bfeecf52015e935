// The theme asks for the index of the whole handbook on every page, and most readers never search: it waits for a sign that
// this one will. The theme has no setting for it.

const QUERY = "[data-md-component='search-query']";

const wanted = new Promise((resolve) => {
  addEventListener("focusin", ({ target }) => target.matches(QUERY) && resolve());
  addEventListener("change", ({ target }) => target.id === "__search" && resolve());
});

globalThis.XMLHttpRequest = class extends XMLHttpRequest {
  #waits = false;

  open(method, url, ...others) {
    this.#waits = String(url).endsWith("/search/search_index.json");
    super.open(method, url, ...others);
  }

  send(body) {
    if (this.#waits) {
      wanted.then(() => super.send(body));
    } else {
      super.send(body);
    }
  }
};

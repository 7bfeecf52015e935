// The pieces of a page that a script fills in: templates and places, by their `data-part`. All words are the page's.

// Returns the place named `name` within `root`.
export function part(root, name) {
  return root.querySelector(`[data-part="${name}"]:not(template)`);
}

// Returns a copy of the template `name`, filled in: `texts` holds what goes into which part.
export function piece(root, name, texts = {}) {
  const copy = root.querySelector(`template[data-part="${name}"]`).content.cloneNode(true);
  for (const [place, text] of Object.entries(texts)) {
    part(copy, place).textContent = text;
  }
  return copy;
}

// Returns copies of the page's links to sources or pages: `kind` is "source" or "page".
export function links(root, kind, ids) {
  const all = root.querySelector('template[data-part="links"]').content;
  return ids.map((id) => all.querySelector(`[data-${kind}="${CSS.escape(id)}"]`).cloneNode(true));
}

// Returns a list of texts as items of a list.
export function listed(texts) {
  return texts.map((text) => {
    const item = document.createElement("li");
    item.append(text);
    return item;
  });
}

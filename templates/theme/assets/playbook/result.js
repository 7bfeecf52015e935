// A calculator's result, put into the places the page has for it.

// Fills `region` with `result`: its words in [data-result], its machine values beside them, its reasons as a list.
export function showResult(region, result) {
  for (const place of region.querySelectorAll("[data-result]")) {
    const id = place.dataset.result;
    place.textContent = result.display[id] ?? "";
    place.dataset.value = result[id] ?? "";
  }
  const list = region.querySelector('[data-part="reasons"]');
  const template = region.querySelector('template[data-part="reason"]');
  if (list && template) {
    const items = result.reasons.map((reason) => reasonItem(template, reason));
    // A template may stand inside its list.
    list.replaceChildren(...(list.contains(template) ? [template] : []), ...items);
  }
  region.hidden = false;
}

function reasonItem(template, { text, sources = [] }) {
  const item = template.content.cloneNode(true);
  item.querySelector('[data-part="text"]').textContent = text;
  const place = item.querySelector('[data-part="sources"]');
  if (place) {
    const link = place.querySelector("[data-source-base]");
    place.replaceChildren(...sources.flatMap((id) => [sourceMark(link, id), " "]));
  }
  return item;
}

function sourceMark(link, id) {
  if (!link) {
    return id;
  }
  const mark = link.cloneNode(false);
  mark.href = link.dataset.sourceBase + id.toLowerCase();
  mark.removeAttribute("data-source-base");
  mark.textContent = id;
  return mark;
}

// A calculator's result, put into the places the page has for it.

import { hashOf } from "../shared/hash.js";

// Fills `region` with `result`: its words in [data-result], its machine values beside them, its reasons and the changes
// that would give another answer as lists.
export function showResult(region, result) {
  fill(region, "reason", result.reasons);
  fill(region, "change", result.changes);
  showValues(region, result);
}

// Fills in the results alone.
export function showValues(region, result) {
  for (const place of region.querySelectorAll("[data-result]")) {
    const id = place.dataset.result;
    const text = result.display[id] ?? "";
    if (place.tagName === "TABLE") {
      showTable(place, text, result[id] ?? []);
      continue;
    }
    write(place, text);
    place.dataset.value = result[id] ?? "";
  }
  const start = region.querySelector('[data-part="start"]');
  if (start) {
    start.hash = hashOf({ start: result.level, advised: result.advised_cap_yuan ?? "" });
  }
  region.hidden = false;
}

// Fills a table's body: `lines` in words by column, or one sentence where there are none; `values` are theirs for machines.
function showTable(table, lines, values) {
  const template = table.querySelector("template").content;
  const none = typeof lines === "string";
  const rows = none ? [[lines]] : lines;
  table.tBodies[0].replaceChildren(...rows.map((line, at) => tableRow(template, line, none ? null : values[at])));
  table.dataset.value = values.length;
}

function tableRow(template, line, values) {
  const row = template.cloneNode(true);
  const cells = [...row.querySelectorAll("td")];
  if (!values) {
    cells.slice(1).forEach((cell) => cell.remove());
    cells[0].removeAttribute("data-label");
    cells[0].colSpan = cells.length;
    [cells[0].textContent] = line;
    return row;
  }
  for (const cell of cells) {
    const { column } = cell.dataset;
    cell.textContent = line[column];
    cell.dataset.value = values[column] ?? "";
  }
  return row;
}

// Fills the list of `name`s, if the page has one. A part around the list is shown where there are any. Items stay and get
// another text: a page that changes little is drawn soon.
function fill(region, name, entries = []) {
  const list = region.querySelector(`[data-part="${name}s"]`);
  const template = region.querySelector(`template[data-part="${name}"]`);
  if (list && template) {
    // A template may stand inside its list.
    const items = [...list.children].filter((item) => item !== template);
    entries.forEach((entry, at) => writeItem(items[at] ?? list.appendChild(itemOf(template)), entry, template));
    items.slice(entries.length).forEach((item) => item.remove());
    list.closest("[data-part-if-any]")?.toggleAttribute("hidden", entries.length === 0);
  }
}

function itemOf(template) {
  return template.content.firstElementChild.cloneNode(true);
}

function writeItem(item, { text, level, sources = [] }, template) {
  write(item.querySelector('[data-part="text"]'), text);
  item.dataset.level = level ?? "";
  const place = item.querySelector('[data-part="sources"]');
  if (place && place.textContent.trim() !== sources.join(" ")) {
    const link = template.content.querySelector("[data-source-base]");
    place.replaceChildren(...sources.flatMap((id) => [sourceMark(link, id), " "]));
  }
}

// What stays as it is is not read out again.
function write(place, text) {
  if (place.textContent !== text) {
    place.textContent = text;
  }
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

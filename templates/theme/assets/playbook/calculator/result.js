// A calculator's result, put into the places the page has for it.

import { caseValues } from "../shared/case-address.js";
import { hashOf } from "../shared/hash.js";
import { all, find, need, part } from "../shared/page.js";

/** @typedef {import("../python/messages.js").Result} Result */
/** @typedef {import("../python/messages.js").Reason} Reason */
/** @typedef {import("../python/messages.js").Line} Line */
/** @typedef {import("../shared/case-address.js").Case} Case */

/**
 * Fills `region` with `result`: its words in [data-result], its machine values beside them, its reasons and the changes
 * that would give another answer as lists.
 * @param {HTMLElement} region
 * @param {Result} result
 * @param {Case} [about] the case that it is the result of
 */
export function showResult(region, result, about) {
  fill(region, "reason", result.reasons);
  fill(region, "change", result.changes);
  showValues(region, result, about);
}

/**
 * Fills in the results alone, and the links that take them or the case along.
 * @param {HTMLElement} region
 * @param {Result} result
 * @param {Case} [about]
 */
export function showValues(region, result, about) {
  for (const place of all(region, "[data-result]")) {
    const id = place.dataset.result ?? "";
    const text = result.display[id] ?? "";
    if (place instanceof HTMLTableElement) {
      showTable(place, text, /** @type {Line[]} */ (result[id] ?? []));
    } else {
      write(place, typeof text === "string" ? text : "");
      place.dataset.value = plain(result[id]);
    }
  }
  const start = find(region, '[data-part="start"]', HTMLAnchorElement);
  if (start) {
    const answer = { start: plain(result.level), advised: plain(result.advised_cap_yuan) };
    start.hash = hashOf({ ...answer, ...(about && caseValues(about)) });
  }
  const lab = find(region, '[data-part="lab"]', HTMLAnchorElement);
  if (lab && about) {
    const given = Object.fromEntries(Object.entries(about.values).filter(([, text]) => text !== ""));
    lab.hash = hashOf(caseValues({ ...about, values: given }));
  }
  region.hidden = false;
}

/**
 * A machine value as a text; "" where there is none.
 * @param {unknown} value
 */
function plain(value) {
  return value === undefined || value === null ? "" : String(/** @type {string | number | boolean} */ (value));
}

/**
 * Fills a table's body.
 * @param {HTMLTableElement} table
 * @param {string | Line[]} lines in words
 * @param {Line[]} values the same for machines
 */
function showTable(table, lines, values) {
  const { content } = need(table, "template", HTMLTemplateElement);
  const rows =
    typeof lines === "string"
      ? [lineOf(content, lines)]
      : lines.map((line, at) => rowOf(content, line, values[at] ?? {}));
  table.tBodies[0]?.replaceChildren(...rows);
  table.dataset.value = String(values.length);
}

/**
 * A row with one sentence across all columns.
 * @param {DocumentFragment} template
 * @param {string} sentence
 */
function lineOf(template, sentence) {
  const row = document.importNode(template, true);
  const [first, ...others] = all(row, "td", HTMLTableCellElement);
  others.forEach((cell) => cell.remove());
  if (first) {
    first.removeAttribute("data-label");
    first.colSpan = others.length + 1;
    first.textContent = sentence;
  }
  return row;
}

/**
 * @param {DocumentFragment} template
 * @param {Line} line
 * @param {Line} values
 */
function rowOf(template, line, values) {
  const row = document.importNode(template, true);
  for (const cell of all(row, "td")) {
    const { column = "" } = cell.dataset;
    cell.textContent = plain(line[column]);
    cell.dataset.value = plain(values[column]);
  }
  return row;
}

/**
 * Fills the list of `name`s, if the page has one. A part around the list is shown where there are any. Items stay and
 * get another text: a page that changes little is drawn soon.
 * @param {HTMLElement} region
 * @param {string} name
 * @param {Reason[]} [entries]
 */
function fill(region, name, entries = []) {
  const list = find(region, `[data-part="${name}s"]`);
  const template = find(region, `template[data-part="${name}"]`, HTMLTemplateElement);
  if (list && template) {
    // A template may stand inside its list.
    const items = all(list, ":scope > :not(template)");
    for (const [at, entry] of entries.entries()) {
      writeItem(items[at] ?? list.appendChild(emptyItem(template)), entry, template);
    }
    items.slice(entries.length).forEach((item) => item.remove());
    list.closest("[data-part-if-any]")?.toggleAttribute("hidden", entries.length === 0);
  }
}

/** @param {HTMLTemplateElement} template */
function emptyItem(template) {
  return /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
}

/**
 * @param {HTMLElement} item
 * @param {Reason} entry
 * @param {HTMLTemplateElement} template
 */
function writeItem(item, { text, level, sources = [] }, template) {
  write(part(item, "text"), text);
  item.dataset.level = plain(level);
  const place = find(item, '[data-part="sources"]');
  if (place && place.textContent.trim() !== sources.join(" ")) {
    const link = find(template.content, "[data-source-base]", HTMLAnchorElement);
    place.replaceChildren(...sources.flatMap((id) => [sourceMark(link, id), " "]));
  }
}

/**
 * What stays as it is is not read out again.
 * @param {HTMLElement} place
 * @param {string} text
 */
function write(place, text) {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

/**
 * @param {HTMLAnchorElement | null} link
 * @param {string} id
 */
function sourceMark(link, id) {
  if (!link) {
    return id;
  }
  const mark = document.importNode(link, false);
  mark.href = (link.dataset.sourceBase ?? "") + id.toLowerCase();
  mark.removeAttribute("data-source-base");
  mark.textContent = id;
  return mark;
}

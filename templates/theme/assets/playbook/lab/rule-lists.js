// The rules of a form as a list: each can be off, and moved where the order counts.

import { all, control, itemOf, need, part } from "../shared/page.js";
import { inOrder } from "./draft.js";

/** @typedef {import("./draft.js").Form} Form */

/**
 * @param {HTMLElement} root
 * @param {import("./page.js").LabPage} page
 * @param {Form} form
 */
export function drawRules(root, { say }, form) {
  const made = itemOf(root, "rules", { title: say("rules", { title: form.title }) });
  made.dataset.form = form.id;
  part(made, "order").hidden = !form.ordered;
  const items = form.rules.map((rule) => {
    const item = itemOf(root, "rule", { label: rule.label });
    item.dataset.rule = rule.id;
    part(item, "moves").hidden = !form.ordered;
    for (const way of ["up", "down"]) {
      control(item, way).setAttribute("aria-label", say(way, { rule: rule.label }));
    }
    return item;
  });
  part(made, "list").replaceChildren(...items);
  return made;
}

/**
 * Brings the list up to a draft.
 * @param {HTMLElement} place
 * @param {Form} form
 * @param {import("./draft.js").Draft} draft
 */
export function showRules(place, form, draft) {
  const list = part(place, "list");
  const items = new Map(all(list, "[data-rule]").map((item) => [item.dataset.rule ?? "", item]));
  const ordered = inOrder(draft, form);
  if (ordered.some(({ id }, at) => all(list, "[data-rule]")[at]?.dataset.rule !== id)) {
    list.replaceChildren(...ordered.flatMap(({ id }) => items.get(id) ?? []));
  }
  ordered.forEach(({ id }, at) => {
    const item = items.get(id);
    if (item) {
      const isOff = draft.off.includes(`${form.id}.${id}`);
      need(item, "input", HTMLInputElement).checked = !isOff;
      part(item, "off").hidden = !isOff;
      item.toggleAttribute("data-changed", isOff || (form.id in draft.order && form.rules[at]?.id !== id));
      control(item, "up", HTMLButtonElement).disabled = at === 0;
      control(item, "down", HTMLButtonElement).disabled = at === ordered.length - 1;
    }
  });
}

// A draft as it is handed on: as a text for people, as a file for `playbook apply`.

import { filled } from "../shared/words.js";
import { inOrder } from "./draft.js";
import { yamlOf } from "./yaml.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./page.js").LabPage} LabPage */

/**
 * Returns what a draft changes, a line for each.
 * @param {LabPage} page
 * @param {Draft} draft
 */
export function linesOf({ say, said, knob, forms, words }, draft) {
  const numbers = Object.entries(draft.numbers).map(([id, value]) => {
    const found = knob(id);
    const old = said(found?.value ?? 0, found?.unit);
    return say("text_number", { label: found?.label ?? id, old, value: said(value, found?.unit) });
  });
  const rules = forms.flatMap((form) => form.rules.map((rule) => ({ form, rule, id: `${form.id}.${rule.id}` })));
  const off = rules.filter(({ id }) => draft.off.includes(id)).map(({ form, rule }) =>
    say("text_off", { rule: [form.title, rule.label].join(words.separator) }),
  );
  const orders = forms.filter(({ id }) => id in draft.order).map((form) => {
    const names = inOrder(draft, form).map(({ label }) => label);
    return say("text_order", { form: form.title, rules: names.join(words.separator) });
  });
  return [...numbers, ...off, ...orders];
}

/**
 * Returns a text for a chat: what is changed, what that does, and the address.
 * @param {LabPage} page
 * @param {Draft} draft
 * @param {string} sentence
 */
export function textOf(page, draft, sentence) {
  const mark = page.say("text_mark", { mark: page.mark });
  return [page.title, ...linesOf(page, draft), sentence, mark, location.href].filter(Boolean).join("\n");
}

/**
 * Returns a draft as a file's text.
 * @param {LabPage} page
 * @param {Draft} draft
 */
export function fileOf({ words, title, mark, knob }, draft) {
  const comment = filled(words.file_comment ?? "", { title });
  return yamlOf(draft, { mark, comment, valueOf: (id) => knob(id)?.value });
}

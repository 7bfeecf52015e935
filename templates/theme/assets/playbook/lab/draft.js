// A change of the rules that somebody tries: numbers, rules that are off, the order of rules. Every step makes another
// draft. What is as it is today is none of it: a draft that says nothing is no change.

/**
 * @typedef {object} Draft
 * @property {Record<string, number>} numbers by knob
 * @property {string[]} off rules, as calculator.form.rule
 * @property {Record<string, string[]>} order of a form's rules, as calculator.form
 */
/**
 * A number that can be changed.
 * @typedef {object} Knob
 * @property {string} id
 * @property {string} label
 * @property {string | null} [unit]
 * @property {number} value
 * @property {number | null} [minimum]
 * @property {number | null} [maximum]
 * @property {(string | number)[][]} places in the compiled rules
 */
/** @typedef {{ id: string, label: string }} Rule */
/** @typedef {{ id: string, title: string, ordered: boolean, rules: Rule[] }} Form `id` is calculator.form */

/** @returns {Draft} */
export function nothing() {
  return { numbers: {}, off: [], order: {} };
}

/** @param {Draft} draft */
export function changes({ numbers, off, order }) {
  return Object.keys(numbers).length + off.length + Object.keys(order).length;
}

/**
 * @param {Draft} one
 * @param {Draft} other
 */
export function isSame(one, other) {
  return written(one) === written(other);
}

/**
 * @param {Draft} draft
 * @param {Knob} knob
 * @param {number} value
 * @returns {Draft}
 */
export function withNumber(draft, { id, value: today }, value) {
  const { [id]: _, ...numbers } = draft.numbers;
  return { ...draft, numbers: value === today ? numbers : { ...numbers, [id]: value } };
}

/**
 * @param {Draft} draft
 * @param {string} rule
 * @param {boolean} on
 * @returns {Draft}
 */
export function switched(draft, rule, on) {
  const others = draft.off.filter((each) => each !== rule);
  return { ...draft, off: on ? others : [...others, rule] };
}

/**
 * Returns the rules of a form in the draft's order.
 * @param {Draft} draft
 * @param {Form} form
 */
export function inOrder({ order }, { id, rules }) {
  const places = order[id];
  return places ? [...rules].sort((one, other) => places.indexOf(one.id) - places.indexOf(other.id)) : rules;
}

/**
 * Moves a rule by `steps` places.
 * @param {Draft} draft
 * @param {Form} form
 * @param {string} rule
 * @param {number} steps
 * @returns {Draft}
 */
export function moved(draft, form, rule, steps) {
  const ids = inOrder(draft, form).map(({ id }) => id);
  const from = ids.indexOf(rule);
  const to = Math.min(Math.max(from + steps, 0), ids.length - 1);
  ids.splice(to, 0, ...ids.splice(from, 1));
  return withOrder(draft, form, ids);
}

/**
 * @param {Draft} draft
 * @param {Form} form
 * @param {string[]} ids of all its rules
 * @returns {Draft}
 */
export function withOrder(draft, { id, rules }, ids) {
  const { [id]: _, ...order } = draft.order;
  const isToday = ids.every((each, at) => each === rules[at]?.id);
  return { ...draft, order: isToday ? order : { ...order, [id]: ids } };
}

/**
 * A draft as a text, the same for equal drafts.
 * @param {Draft} draft
 */
export function written({ numbers, off, order }) {
  const sorted = (/** @type {Record<string, unknown>} */ each) =>
    Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)));
  return JSON.stringify({ numbers: sorted(numbers), off: [...off].sort(), order: sorted(order) });
}

/**
 * Parts what somewhere else was taken for a draft into what the rules have, and the names of the rest.
 * @param {Draft} draft
 * @param {Knob[]} knobs
 * @param {Form[]} forms
 * @returns {{ draft: Draft, unknown: string[] }}
 */
export function known(draft, knobs, forms) {
  let found = nothing();
  /** @type {string[]} */
  const unknown = [];
  for (const [id, value] of Object.entries(draft.numbers)) {
    const knob = knobs.find((each) => each.id === id);
    if (knob && Number.isFinite(value)) {
      found = withNumber(found, knob, value);
    } else {
      unknown.push(id);
    }
  }
  for (const rule of new Set(draft.off)) {
    if (forms.some(({ id, rules }) => rules.some((each) => `${id}.${each.id}` === rule))) {
      found = switched(found, rule, false);
    } else {
      unknown.push(rule);
    }
  }
  for (const [id, ids] of Object.entries(draft.order)) {
    const form = forms.find((each) => each.id === id && each.ordered);
    if (form && isOrder(ids, form)) {
      found = withOrder(found, form, ids);
    } else {
      unknown.push(id);
    }
  }
  return { draft: found, unknown };
}

/**
 * Tells whether the ids are those of all of a form's rules, each of them once.
 * @param {string[]} ids
 * @param {Form} form
 */
function isOrder(ids, { rules }) {
  return JSON.stringify([...ids].sort()) === JSON.stringify(rules.map(({ id }) => id).sort());
}

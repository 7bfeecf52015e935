// A draft in the address, with the calculator and the case that it is looked at by:
// #calculator=NAME&vip_ltv=80000&off=NAME.FORM.RULE&order=NAME.FORM:RULE,RULE&since=DAY&case.ltv=90000

import { CASE, caseValues } from "../shared/case-address.js";
import { plainChoice, plainNumber } from "../shared/hash.js";
import { known, nothing } from "./draft.js";

/** @typedef {import("./draft.js").Draft} Draft */
/**
 * @typedef {object} Looked
 * @property {string} calculator
 * @property {string} since the version that is compared with; "" for the rules of today
 * @property {Record<string, string>} inputs of the case
 * @property {Draft} draft
 */
/**
 * What there is to be named.
 * @typedef {object} Names
 * @property {{ id: string, fields: string[] }[]} calculators
 * @property {string[]} versions
 * @property {import("./draft.js").Knob[]} knobs
 * @property {import("./draft.js").Form[]} forms
 */

const APART = ";"; // the orders of several forms

/**
 * Returns what an address has to hold.
 * @param {Looked} looked
 */
export function held({ calculator, since, inputs, draft }) {
  const orders = Object.entries(draft.order).map(([form, ids]) => `${form}:${ids.join(",")}`);
  const { calculator: _, ...cased } = caseValues({ calculator, values: inputs });
  return {
    calculator,
    ...draft.numbers,
    ...(draft.off.length > 0 && { off: draft.off.join(",") }),
    ...(orders.length > 0 && { order: orders.join(APART) }),
    ...(since && { since }),
    ...cased,
  };
}

/**
 * Returns what an address says, and pairs of what it says that is not there. What it does not name is the first
 * calculator, the rules of today, no case.
 * @param {Map<string, string>} values
 * @param {Names} names
 * @returns {Looked & { dropped: [string, string][] }}
 */
export function lookedAt(values, { calculators, versions, knobs, forms }) {
  const given = new Map(values);
  const taken = (/** @type {string} */ name) => {
    const value = given.get(name);
    given.delete(name);
    return value === undefined ? "" : plainChoice(value);
  };
  const draft = nothing();
  const asked = taken("calculator");
  const since = taken("since");
  draft.off = listed(taken("off"));
  for (const each of listed(taken("order"), APART)) {
    const [form = "", ids = ""] = each.split(":");
    draft.order[form] = listed(ids);
  }
  const calculator = calculators.find(({ id }) => id === asked) ?? calculators[0];
  /** @type {Record<string, string>} */
  const inputs = {};
  /** @type {[string, string][]} */
  const dropped = [];
  for (const [name, value] of given) {
    const id = name.slice(CASE.length);
    if (!name.startsWith(CASE)) {
      draft.numbers[name] = value.trim() ? Number(plainNumber(value)) : NaN;
    } else if (calculator?.fields.includes(id)) {
      inputs[id] = value;
    } else {
      dropped.push([name, value]);
    }
  }
  const { draft: found, unknown } = known(draft, knobs, forms);
  dropped.push(...unknown.map((name) => /** @type {[string, string]} */ ([name, values.get(name) ?? ""])));
  if (asked && calculator?.id !== asked) {
    dropped.push(["calculator", asked]);
  }
  const version = versions.includes(since) ? since : "";
  if (since !== version) {
    dropped.push(["since", since]);
  }
  return { calculator: calculator?.id ?? "", since: version, inputs, draft: found, dropped };
}

/**
 * @param {string} text
 */
function listed(text, between = ",") {
  return text.split(between).filter(Boolean);
}

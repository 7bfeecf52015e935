// What the page gives the lab: what can be changed, and the words.

import { dataOf } from "../shared/page.js";
import { filled } from "../shared/words.js";

/**
 * @typedef {object} Field an input of a case
 * @property {string} id
 * @property {string} label
 * @property {string} short
 * @property {string} type
 * @property {string} [unit]
 * @property {string} [not_given]
 * @property {unknown} [default]
 * @property {boolean} [required]
 * @property {{ id: string, label: string }[]} [choices]
 */
/**
 * @typedef {object} Calculator
 * @property {string} id
 * @property {string} title
 * @property {{ id: string, name: string }[]} levels the most urgent first; none where it does not decide
 * @property {{ title: string, knobs: string[] }[]} groups
 * @property {{ label: string, knobs: string[] }[]} scales
 * @property {import("./draft.js").Form[]} forms
 * @property {Field[]} fields
 * @property {Record<string, { label: string, unit?: string }>} results
 * @property {boolean} computes whether it has formulas, and no kinds of cases
 * @property {{ title: string, inputs: Record<string, unknown>, hash: string }[]} examples
 */
/**
 * @typedef {object} Data
 * @property {string} mark of the rules
 * @property {string} title
 * @property {Calculator[]} calculators
 * @property {import("./draft.js").Knob[]} knobs
 * @property {Record<string, string>} units
 * @property {{ id: string, title: string, day: string }[]} versions
 * @property {{ id: string, label: string }[]} columns of the device's ledger
 * @property {Record<string, string>} words
 */
/** @typedef {ReturnType<typeof labPage>} LabPage */

const ADDRESSES = "../calculators/"; // below the lab's own

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+))(\u4e07)?$/;
const TEN_THOUSAND = 10_000;
const DIGITS = 15; // as many as a number of this language holds exactly

/** @param {HTMLElement} root */
export function labPage(root) {
  const data = /** @type {Data} */ (dataOf(root));
  const { knobs, calculators, units } = data;
  const forms = calculators.flatMap((each) => each.forms);
  const said = (/** @type {number} */ value, /** @type {string | null | undefined} */ unit) =>
    filled(units[unit ?? ""] ?? "{value}", { value: value.toLocaleString("en-US", { maximumFractionDigits: 10 }) });
  return {
    ...data,
    forms,
    said,
    say: (/** @type {string} */ word, /** @type {Record<string, string | number>} */ values = {}) =>
      filled(data.words[word] ?? "", values),
    knob: (/** @type {string} */ id) => knobs.find((knob) => knob.id === id),
    calculator: (/** @type {string} */ id) => calculators.find((each) => each.id === id),
    /** Where a case is filled in at its calculator. */
    at: (/** @type {string} */ calculator, /** @type {string} */ hash) => `${ADDRESSES}${calculator}/#${hash}`,
  };
}

/**
 * A number with the digits, signs and separators that people type, and the sign for ten thousand; NaN where it is none.
 * @param {string} text
 */
export function numberOf(text) {
  const plain = text.normalize("NFKC").replace(/[\s,]/g, "").replace(/^\u2212/, "-");
  const [, digits = "", many = ""] = NUMBER.exec(plain) ?? [];
  return digits ? Number((Number(digits) * (many ? TEN_THOUSAND : 1)).toPrecision(DIGITS)) : NaN;
}

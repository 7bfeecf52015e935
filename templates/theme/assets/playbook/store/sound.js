// What a record of each kind has to be to be shown, wherever it comes from: a file, the device, another tab. What a
// newer version has added to one stays there.

import { HOUR } from "../shared/clock.js";

/** @typedef {(value: unknown) => boolean} Test */

const LATEST = 4e15; // ms; half of what a date can hold
const LONGEST = 1_000_000; // characters of a text: more than anybody types
const MOST = 100_000; // entries of a list

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Returns what a text from elsewhere says as JSON; undefined if it is none.
 * @param {string} text
 * @returns {unknown}
 */
export function jsonIn(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @type {(value: unknown) => value is string} */
const isText = (value) => typeof value === "string" && value.length <= LONGEST;

/** @type {(value: unknown) => value is number} */
const isNumber = (value) => Number.isFinite(value);

/** @param {unknown} value */
const isFlag = (value) => typeof value === "boolean";

/** A clock can say it, also a while later. @param {unknown} value */
const isMoment = (value) => typeof value === "number" && Math.abs(value) < LATEST;

/** A span in hours leads to a moment. @param {unknown} value */
const isHours = (value) => typeof value === "number" && isMoment(value * HOUR);

/** An object may be no date, and stop who asks. @param {unknown} value */
const isDay = (value) =>
  (isText(value) || isNumber(value) || value instanceof Date) && !Number.isNaN(Number(new Date(value)));

/** What FSRS reckons with from here on. @param {number} least @returns {Test} */
const isFrom = (least) => (value) => isNumber(value) && value >= least;

/** One of those that FSRS has. @param {unknown} value */
const isState = (value) => /** @type {unknown[]} */ ([0, 1, 2, 3]).includes(value);

/** @param {Test[]} tests @returns {Test} */
const either = (...tests) => (value) => tests.some((test) => test(value));

/** What may be left out. @param {Test} test @returns {Test} */
const perhaps = (test) => (value) => value === undefined || value === null || test(value);

/** @param {Test} test @returns {Test} */
const listOf = (test) => (value) => Array.isArray(value) && value.length <= MOST && value.every(test);

/** @param {Test} test @returns {Test} */
const valuesOf = (test) => (value) => isObject(value) && listOf(test)(Object.values(value));

/** @param {Record<string, Test>} tests by key @returns {Test} */
const objectOf = (tests) => (value) =>
  isObject(value) && Object.entries(tests).every(([key, test]) => test(value[key]));

export const areTexts = valuesOf(isText);

const check = objectOf({ text: isText, limit: perhaps(isText), hours: perhaps(isHours) });
const step = objectOf({
  id: isText,
  title: isText,
  purpose: perhaps(isText),
  hours: perhaps(isHours),
  after: perhaps(isText),
  checks: listOf(check),
});
const plan = objectOf({
  level: either(isText, isNumber),
  name: isText,
  version: perhaps(isText),
  cap_yuan: perhaps(isNumber),
  update_hours: perhaps(isHours),
  updates_until: perhaps(isText),
  named_by: listOf(isText),
  steps: listOf(step),
});

/** @type {Record<string, Test>} */
export const SOUND = {
  incident: objectOf({
    plan,
    started: isMoment,
    closed: perhaps(isMoment),
    values: valuesOf(isText),
    ticks: valuesOf(isMoment),
    updates: listOf(isMoment),
    costs: listOf(objectOf({ at: isMoment, text: isText, yuan: isNumber })),
    notes: listOf(objectOf({ at: isMoment, text: isText })),
    advised: perhaps(isNumber),
    inputs: perhaps(objectOf({ calculator: isText, values: areTexts })),
    any_hour: perhaps(isFlag),
  }),
  ledger: objectOf({ cells: valuesOf(either(isText, isNumber)) }),
  learning: either(
    objectOf({ lesson: isText }),
    objectOf({
      topic: isText,
      version: isText,
      card: objectOf({
        due: isDay,
        last_review: isDay,
        state: isState,
        stability: isFrom(0.001),
        difficulty: isFrom(1),
      }),
    }),
  ),
  checklist: objectOf({ ticked: listOf(isText) }),
};

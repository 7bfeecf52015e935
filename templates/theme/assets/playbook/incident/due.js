// What is due when: of an incident's steps, of its level's limits, and of keeping the customer posted.

import { HOUR } from "../shared/clock.js";
import { keyOf } from "./record.js";

/** @typedef {import("./record.js").Incident} Incident */
/** @typedef {import("./record.js").Step} Step */
/** @typedef {{ text: string, due: number, update?: boolean }} Due `update` marks the news for the customer */

/**
 * Returns when a step was done: the moment of its last tick; null while a check of it is open.
 * @param {Incident} record
 * @param {Step} step
 */
export function doneAt(record, step) {
  const moments = step.checks.map((_, place) => record.ticks[keyOf(step, place)] ?? 0);
  return moments.every(Boolean) ? Math.max(...moments) : null;
}

/**
 * Returns when a step is due; null where it has no time of its own, or what it is counted from has not happened.
 * @param {Incident} record
 * @param {Step} step
 */
export function stepDue(record, step) {
  if (step.hours === undefined) {
    return null;
  }
  const before = record.plan.steps.find(({ id }) => id === step.after);
  const from = before ? doneAt(record, before) : record.started;
  return from === null ? null : from + step.hours * HOUR;
}

/**
 * @param {Incident} record
 * @param {import("./record.js").Check} check
 */
export function checkDue(record, check) {
  return check.limit ? record.started + (check.hours ?? 0) * HOUR : null;
}

/**
 * Returns when the customer is to hear the next news; null once the plan's step is done, or where the level promises
 * none.
 * @param {Incident} record
 */
export function updateDue(record) {
  const { plan, updates, started } = record;
  const last = plan.steps.find(({ id }) => id === plan.updates_until);
  if (!plan.update_hours || record.closed || (last && doneAt(record, last) !== null)) {
    return null;
  }
  return updates.reduce((latest, at) => Math.max(latest, at), started) + plan.update_hours * HOUR;
}

/**
 * Returns everything that is open and has its time, the most urgent first.
 * @param {Incident} record
 * @param {string} updateText what the news for the customer are called
 * @returns {Due[]}
 */
export function pending(record, updateText) {
  if (record.closed) {
    return [];
  }
  const found = record.plan.steps.flatMap((step) => [
    ...(doneAt(record, step) === null ? [{ text: step.title, due: stepDue(record, step) }] : []),
    ...step.checks
      .filter((_, place) => !record.ticks[keyOf(step, place)])
      .map((check) => ({ text: check.text, due: checkDue(record, check) })),
  ]);
  const all = [...found, { text: updateText, due: updateDue(record), update: true }];
  return all.flatMap((each) => (each.due === null ? [] : [{ ...each, due: each.due }])).sort((a, b) => a.due - b.due);
}

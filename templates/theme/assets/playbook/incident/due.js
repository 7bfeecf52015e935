// What is due when: of an incident's steps, of its level's limits, and of keeping the customer posted.

import { HOUR } from "../shared/clock.js";
import { keyOf } from "./record.js";

/** @typedef {import("./record.js").Incident} Incident */
/** @typedef {import("./record.js").Step} Step */
/** @typedef {(moment: number) => number} Awake a moment, or the end of the quiet hours in which it lies */
/**
 * @typedef {{ text: string, due: number, update?: boolean, moved?: boolean }} Due `update` marks the news for the
 *   customer, `moved` those that wait for the end of the quiet hours
 */

/**
 * Returns when a step was done: the moment of its last tick; null while a check of it is open, or it has none.
 * @param {Incident} record
 * @param {Step} step
 */
export function doneAt(record, step) {
  const moments = step.checks.map((_, place) => record.ticks[keyOf(step, place)] ?? 0);
  return moments.every(Boolean) ? (moments.sort((one, other) => other - one)[0] ?? null) : null;
}

/**
 * Returns when a step is due; null where it has no time of its own, or what it is counted from has not happened.
 * @param {Incident} record
 * @param {Step} step
 */
export function stepDue(record, step) {
  const hours = step.hours ?? null;
  if (hours === null) {
    return null;
  }
  const before = record.plan.steps.find(({ id }) => id === step.after);
  const from = before ? doneAt(record, before) : record.started;
  return from === null ? null : from + hours * HOUR;
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
 * none. They wait for the end of the quiet hours, unless the customer wants them at any hour.
 * @param {Incident} record
 * @param {Awake} [awake]
 * @returns {Omit<Due, "text"> | null}
 */
export function updateDue(record, awake = (moment) => moment) {
  const { plan, updates, started } = record;
  const last = plan.steps.find(({ id }) => id === plan.updates_until);
  if (!plan.update_hours || record.closed || (last && doneAt(record, last) !== null)) {
    return null;
  }
  const due = updates.reduce((latest, at) => Math.max(latest, at), started) + plan.update_hours * HOUR;
  const moved = record.any_hour ? due : awake(due);
  return { due: moved, update: true, moved: moved !== due };
}

/**
 * Returns everything that is open and has its time, the most urgent first.
 * @param {Incident} record
 * @param {string} updateText what the news for the customer are called
 * @param {Awake} [awake]
 * @returns {Due[]}
 */
export function pending(record, updateText, awake) {
  if (record.closed) {
    return [];
  }
  const found = record.plan.steps.flatMap((step) => [
    ...(doneAt(record, step) === null ? [{ text: step.title, due: stepDue(record, step) }] : []),
    ...step.checks
      .filter((_, place) => !record.ticks[keyOf(step, place)])
      .map((check) => ({ text: check.text, due: checkDue(record, check) })),
  ]);
  const news = updateDue(record, awake);
  const timed = found.flatMap((each) => (each.due === null ? [] : [{ ...each, due: each.due }]));
  return [...timed, ...(news ? [{ ...news, text: updateText }] : [])].sort((a, b) => a.due - b.due);
}

// What is due when: of an incident's steps, of its level's limits, and of keeping the customer posted.

import { HOUR } from "../shared/clock.js";
import { keyOf } from "./record.js";

// Returns when a step was done: the moment of its last tick; null while a check of it is open.
export function doneAt(record, step) {
  const moments = step.checks.map((_, place) => record.ticks[keyOf(step, place)]);
  return moments.every(Boolean) ? Math.max(...moments) : null;
}

// Returns when a step is due (ms); null where it has no time of its own, or what it is counted from has not happened.
export function stepDue(record, step) {
  if (step.hours === undefined) {
    return null;
  }
  const before = record.plan.steps.find(({ id }) => id === step.after);
  const from = before ? doneAt(record, before) : record.started;
  return from === null ? null : from + step.hours * HOUR;
}

export function checkDue(record, check) {
  return check.limit ? record.started + check.hours * HOUR : null;
}

// Returns when the customer is to hear the next news; null once the plan's step is done, or where the level promises none.
export function updateDue(record) {
  const { plan, updates, started } = record;
  const last = plan.steps.find(({ id }) => id === plan.updates_until);
  if (!plan.update_hours || record.closed || (last && doneAt(record, last) !== null)) {
    return null;
  }
  return Math.max(started, ...updates) + plan.update_hours * HOUR;
}

// Returns everything that is open and has its time, the most urgent first: { text, due, update }. `update` marks the news for
// the customer, which are called `updateText`.
export function pending(record, updateText) {
  if (record.closed) {
    return [];
  }
  const found = record.plan.steps.flatMap((step) => [
    ...(doneAt(record, step) === null ? [{ text: step.title, due: stepDue(record, step) }] : []),
    ...step.checks
      .filter((check, place) => !record.ticks[keyOf(step, place)])
      .map((check) => ({ text: check.text, due: checkDue(record, check) })),
  ]);
  found.push({ text: updateText, due: updateDue(record), update: true });
  return found.filter(({ due }) => due !== null).sort((a, b) => a.due - b.due);
}

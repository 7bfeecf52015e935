// An incident as it is kept: { id, plan, started, values, ticks, updates, costs, notes, advised?, closed? }. The plan is that of
// its beginning, whatever the handbook says later. Moments are in ms. Every change returns another record.

import { HOUR } from "../shared/clock.js";

const LATEST = 4e15; // ms; half of what a date can hold
const ARRIVAL = "deliver"; // the limit that the part's arrival meets

// Returns a new incident. `id` differs from all others, also on other devices; `advised` is the advised cap, if one is known.
export function begun(plan, now, id, advised) {
  const kept = { id, plan, started: now, values: {}, ticks: {}, updates: [], costs: [], notes: [] };
  return advised > 0 ? { ...kept, advised } : kept;
}

// Tells whether something that a file brought can be shown as an incident.
export function isIncident(record) {
  const { plan, started, values, ticks, updates, costs, notes, closed } = record ?? {};
  return (
    isPlan(plan) &&
    [started, closed ?? started].every(isMoment) &&
    [updates, costs, notes].every(Array.isArray) &&
    updates.every(isMoment) &&
    [...costs, ...notes].every((entry) => isMoment(entry?.at)) &&
    costs.every(({ yuan }) => Number.isFinite(yuan)) &&
    [values, ticks].every((part) => part && typeof part === "object") &&
    Object.values(ticks).every(isMoment)
  );
}

function isPlan(plan) {
  return (
    Array.isArray(plan?.steps) &&
    Array.isArray(plan.named_by) &&
    Number.isFinite(plan.cap_yuan) &&
    isMoment((plan.update_hours ?? 0) * HOUR) &&
    plan.steps.every(
      (step) =>
        typeof step?.id === "string" &&
        Array.isArray(step.checks) &&
        [step, ...step.checks].every((timed) => timed && isMoment((timed.hours ?? 0) * HOUR)),
    )
  );
}

// A clock can say it, also a while later.
function isMoment(value) {
  return Number.isFinite(value) && Math.abs(value) < LATEST;
}

// The key of a step's check among `ticks`.
export function keyOf(step, place) {
  return `${step.id}.${place}`;
}

export function ticked(record, key, on, now) {
  const { [key]: before, ...ticks } = record.ticks;
  return { ...record, ticks: on ? { ...ticks, [key]: before ?? now } : ticks };
}

export function updated(record, now) {
  return { ...record, updates: [...record.updates, now] };
}

// Adds to `list`, "costs" or "notes", an entry with its moment, by which it is known.
export function added(record, list, entry, now) {
  const last = Math.max(0, ...record[list].map(({ at }) => at));
  return { ...record, [list]: [...record[list], { at: Math.max(now, last + 1), ...entry }] };
}

export function takenOut(record, list, at) {
  return { ...record, [list]: record[list].filter((entry) => entry.at !== at) };
}

// Returns the incident as it goes on by another plan. What was ticked stays: at a check of the same limit or the same words;
// where the plan has none, behind the checks of the step. The cap that was advised was so for the plan before.
export function replanned({ advised, ...record }, plan) {
  const before = new Map(record.plan.steps.map((step) => [step.id, done(record, step)]));
  const missing = record.plan.steps.filter(({ id }) => before.get(id).length && plan.steps.every((step) => step.id !== id));
  const ticks = {};
  const steps = [...plan.steps, ...missing.map((step) => ({ ...step, checks: [] }))].map((step) => {
    const checks = [...step.checks];
    for (const [check, at] of before.get(step.id) ?? []) {
      const same = checks.findIndex(({ limit, text }) => (limit ?? text) === (check.limit ?? check.text));
      ticks[keyOf(step, same < 0 ? checks.push(check) - 1 : same)] = at;
    }
    return { ...step, checks };
  });
  return { ...record, plan: { ...plan, steps }, ticks };
}

// Returns the checks of a step that are ticked, each with its moment.
function done(record, step) {
  const all = step.checks.map((check, place) => [check, record.ticks[keyOf(step, place)]]);
  return all.filter(([, at]) => at);
}

export function valued(record, values) {
  return { ...record, values: { ...record.values, ...values } };
}

// Returns the sum of the extra costs, in yuan.
export function total(record) {
  return cents(record.costs.reduce((sum, { yuan }) => sum + yuan, 0));
}

// The cap is strict: the costs stay below it, and 0 allows none.
export function isWithin(yuan, cap) {
  return yuan === 0 || yuan < cap;
}

export function cents(yuan) {
  return Math.round(yuan * 100) / 100;
}

// Returns what the incident is called by, "" if nothing has been filled in.
export function nameOf(record) {
  return record.plan.named_by
    .map((name) => record.values[name])
    .filter(Boolean)
    .join(" · ");
}

// Returns when the part arrived, in ms; undefined if it has not.
export function arrived(record) {
  for (const step of record.plan.steps) {
    const place = step.checks.findIndex(({ limit }) => limit === ARRIVAL);
    if (place >= 0) {
      return record.ticks[keyOf(step, place)];
    }
  }
  return undefined;
}

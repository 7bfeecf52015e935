// An incident as it is kept: { id, plan, started, values, ticks, updates, costs, notes, advised?, closed? }. The plan is that of
// its beginning, whatever the handbook says later. Moments are in ms. Every change returns another record.

const ARRIVAL = "deliver"; // the limit that the part's arrival meets

// Returns a new incident. `id` differs from all others, also on other devices; `advised` is the advised cap, if one is known.
export function begun(plan, now, id, advised) {
  const kept = { id, plan, started: now, values: {}, ticks: {}, updates: [], costs: [], notes: [] };
  return advised > 0 ? { ...kept, advised } : kept;
}

// Tells whether something that a file brought can be shown as an incident.
export function isIncident(record) {
  const { plan, started, values, ticks, updates, costs, notes } = record ?? {};
  return (
    Array.isArray(plan?.steps) &&
    plan.steps.every((step) => typeof step?.id === "string" && Array.isArray(step.checks)) &&
    Array.isArray(plan.named_by) &&
    Number.isFinite(started) &&
    [updates, costs, notes].every(Array.isArray) &&
    costs.every((cost) => Number.isFinite(cost?.yuan) && Number.isFinite(cost.at)) &&
    notes.every((note) => Number.isFinite(note?.at)) &&
    [values, ticks].every((part) => part && typeof part === "object")
  );
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

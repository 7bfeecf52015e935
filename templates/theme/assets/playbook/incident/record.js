// An incident as it is kept. Moments are in ms. Every change returns another record.

// What may be left out is null in files that others make.
/**
 * @typedef {object} Check
 * @property {string} text
 * @property {string | null} [limit] that of the level which it is about
 * @property {number | null} [hours]
 */
/**
 * @typedef {object} Step
 * @property {string} id
 * @property {string} title
 * @property {string | null} [purpose]
 * @property {number | null} [hours] in which it is to be done
 * @property {string | null} [after] the step from whose end on they count; else from the incident's beginning
 * @property {Check[]} checks
 */
/**
 * What is to be done at a level.
 * @typedef {object} Plan
 * @property {string | number} level
 * @property {string} name
 * @property {string | null} [version]
 * @property {number | null} [cap_yuan] what the costs are to stay below; 0 is none at all; where there is none, any
 * @property {number | null} [update_hours] how often the customer is to hear news
 * @property {string | null} [updates_until] the step that ends them
 * @property {string[]} named_by the values that an incident is called by
 * @property {Step[]} steps
 */
/** @typedef {{ at: number, text: string }} Note known by its moment */
/** @typedef {Note & { yuan: number }} Cost */
/**
 * @typedef {object} Incident
 * @property {string} id
 * @property {Plan} plan that of its beginning, whatever the handbook says later
 * @property {number} started
 * @property {Record<string, string>} values
 * @property {Record<string, number>} ticks when a check was ticked, by `keyOf`
 * @property {number[]} updates when the customer heard news
 * @property {Cost[]} costs
 * @property {Note[]} notes
 * @property {number | null} [advised] the advised cap in yuan
 * @property {number | null} [closed]
 * @property {import("../shared/case-address.js").Case | null} [inputs] those by which the level was found; older ones
 *   have none
 * @property {boolean | null} [any_hour] whether the customer is to hear news in the quiet hours, too
 */
/** @typedef {(record: Incident) => Incident} Change */

const ARRIVAL = "deliver"; // the limit that the part's arrival meets

/**
 * Returns a new incident.
 * @param {Plan} plan
 * @param {number} now
 * @param {string} id differs from all others, also on other devices
 * @param {{ advised?: number, inputs?: import("../shared/case-address.js").Case | undefined }} [found] the advised cap
 *   and the inputs, if they are known
 * @returns {Incident}
 */
export function begun(plan, now, id, { advised = 0, inputs } = {}) {
  const kept = { id, plan, started: now, values: {}, ticks: {}, updates: [], costs: [], notes: [] };
  const capped = advised > 0 && Number.isFinite(advised) ? { ...kept, advised } : kept;
  return inputs ? { ...capped, inputs } : capped;
}

/**
 * Returns incidents, the latest first: those that go on, and those that are over.
 * @param {Incident[]} records
 */
export function sorted(records) {
  const all = [...records].sort((one, other) => other.started - one.started);
  return { running: all.filter(({ closed }) => !closed), closed: all.filter(({ closed }) => closed) };
}

/**
 * The key of a step's check among `ticks`.
 * @param {Step} step
 * @param {number} place
 */
export function keyOf(step, place) {
  return `${step.id}.${place}`;
}

/**
 * @param {Incident} record
 * @param {string} key
 * @param {boolean} on
 * @param {number} now
 * @returns {Incident}
 */
export function ticked(record, key, on, now) {
  const { [key]: before, ...ticks } = record.ticks;
  return { ...record, ticks: on ? { ...ticks, [key]: before ?? now } : ticks };
}

/**
 * @param {Incident} record
 * @param {number} now
 * @returns {Incident}
 */
export function updated(record, now) {
  return { ...record, updates: [...record.updates, now] };
}

/**
 * Adds a cost or a note.
 * @template {"costs" | "notes"} L
 * @param {Incident} record
 * @param {L} list
 * @param {Omit<Incident[L][number], "at">} entry
 * @param {number} now
 * @returns {Incident}
 */
export function added(record, list, entry, now) {
  const last = record[list].reduce((latest, { at }) => Math.max(latest, at), 0);
  return { ...record, [list]: [...record[list], { at: Math.max(now, last + 1), ...entry }] };
}

/**
 * Takes out one entry; a file may have several of the same moment.
 * @param {Incident} record
 * @param {"costs" | "notes"} list
 * @param {number} at
 * @returns {Incident}
 */
export function takenOut(record, list, at) {
  const place = record[list].findIndex((entry) => entry.at === at);
  return { ...record, [list]: record[list].filter((_, each) => each !== place) };
}

/**
 * Returns the incident as it goes on by another plan. What was ticked stays: at a check of the same limit or the same
 * words; where the plan has none, behind the checks of the step. The cap that was advised was so for the plan before.
 * @param {Incident} incident
 * @param {Plan} plan
 * @returns {Incident}
 */
export function replanned({ advised, ...record }, plan) {
  const before = new Map(record.plan.steps.map((step) => [step.id, done(record, step)]));
  const known = new Set(plan.steps.map(({ id }) => id));
  const missing = record.plan.steps.filter(({ id }) => !known.has(id) && before.get(id)?.length);
  /** @type {Record<string, number>} */
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

/**
 * Returns the checks of a step that are ticked, each with its moment.
 * @param {Incident} record
 * @param {Step} step
 */
function done(record, step) {
  return step.checks.flatMap((check, place) => {
    const at = record.ticks[keyOf(step, place)];
    return at ? [/** @type {const} */ ([check, at])] : [];
  });
}

/**
 * Returns the sum of the extra costs, in yuan.
 * @param {Incident} record
 */
export function total(record) {
  return cents(record.costs.reduce((sum, { yuan }) => sum + yuan, 0));
}

/**
 * The cap is strict: the costs stay below it, and 0 allows none.
 * @param {number} yuan
 * @param {number} cap
 */
export function isWithin(yuan, cap) {
  return yuan === 0 || yuan < cap;
}

/** @param {number} yuan */
export function cents(yuan) {
  return Math.round(yuan * 100) / 100;
}

/**
 * Returns what the incident is called by, "" if nothing has been filled in.
 * @param {Incident} record
 */
export function nameOf(record) {
  return record.plan.named_by
    .map((name) => record.values[name])
    .filter(Boolean)
    .join(" · ");
}

/**
 * Returns when the part arrived, in ms; undefined if it has not.
 * @param {Incident} record
 */
export function arrived(record) {
  for (const step of record.plan.steps) {
    const place = step.checks.findIndex(({ limit }) => limit === ARRIVAL);
    if (place >= 0) {
      return record.ticks[keyOf(step, place)];
    }
  }
  return undefined;
}

// What a clock that was wrong has left in an incident, or is wrong by now: nothing on disk is changed for it, as the
// next clock may be right.

import { HOUR } from "../shared/clock.js";

/** @typedef {import("./record.js").Incident} Incident */

const DAY = 24 * HOUR;
const TOLERANCE = HOUR / 60; // clocks that are set by the network move a little

/**
 * Returns the incident with moments that lie beyond a day ahead taken as now; those of costs and notes, which are known
 * by them, are as they were.
 * @param {Incident} record
 * @param {number} now
 * @returns {Incident}
 */
export function settled(record, now) {
  if (latest(record) <= now + DAY) {
    return record;
  }
  const ticks = Object.entries(record.ticks).map(([key, at]) => [key, past(at, now)]);
  return {
    ...record,
    started: past(record.started, now),
    ...(record.closed && { closed: past(record.closed, now) }),
    ticks: /** @type {Record<string, number>} */ (Object.fromEntries(ticks)),
    updates: record.updates.map((at) => past(at, now)),
  };
}

/**
 * @param {number} moment
 * @param {number} now
 */
export function past(moment, now) {
  return moment > now + DAY ? now : moment;
}

/**
 * Returns whether the incident knows of moments that have not come yet: a clock has been set.
 * @param {Incident} record
 * @param {number} now
 */
export function isAhead(record, now) {
  return latest(record) > now + TOLERANCE;
}

/** @param {Incident} record */
function latest({ started, closed, ticks, updates, costs, notes }) {
  const lists = [Object.values(ticks), updates, costs.map(({ at }) => at), notes.map(({ at }) => at)];
  const greatest = (/** @type {number} */ one, /** @type {number} */ other) => Math.max(one, other);
  return lists.map((list) => list.reduce(greatest, 0)).reduce(greatest, Math.max(started, closed ?? 0));
}

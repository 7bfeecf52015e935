// Who can be called at a minute of the week, and who next.

/** @typedef {[begin: number, end: number]} Span of minutes of the week */
/** @typedef {{ id: string, role: string, disturb: string, spans: Span[] }} Contact */

export const DAY = 24 * 60;
export const WEEK = 7 * DAY;

/**
 * Returns the contacts that can be called, in their own order; and the others, each with the minutes to `wait`, who can
 * be called first before the rest.
 * @param {Contact[]} contacts
 * @param {number} minute
 */
export function availability(contacts, minute) {
  const now = contacts.filter(({ spans }) => spans.some(([begin, end]) => begin <= minute && minute < end));
  const later = contacts
    .filter((contact) => !now.includes(contact))
    .map((contact) => ({ ...contact, wait: Math.min(...contact.spans.map(([begin]) => until(begin, minute))) }))
    .sort((one, other) => one.wait - other.wait);
  return { now, later };
}

/**
 * @param {number} begin
 * @param {number} minute
 */
function until(begin, minute) {
  return (((begin - minute) % WEEK) + WEEK) % WEEK;
}

/**
 * Returns a minute of the week as HH:MM.
 * @param {number} minute
 */
export function timeOf(minute) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${two(Math.floor((minute % DAY) / 60))}:${two(minute % 60)}`;
}

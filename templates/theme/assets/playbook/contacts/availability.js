// Who can be called at a moment, and who next, by their hours and the calendar of days off. playbook/model/hours.py
// says the same for the build.

/**
 * @typedef {{ days: number[], begin: number, end: number, on_days_off: boolean }} Period `days` of the week from
 *   Monday, 0; minutes of the day on which it begins, `end` not included and perhaps on the next day
 */
/** @typedef {{ id: string, role: string, disturb: string, periods: Period[] }} Contact */
/** @typedef {{ off: Record<string, string>, workdays: string[], until: string }} Calendar days as YYYY-MM-DD */

export const DAY = 24 * 60;
const MS = 86_400_000;
const THURSDAY = 3; // 1970-01-01
const FRIDAY = 4;
const LONGEST = 366; // days to look ahead

/**
 * What a day, counted from 1970-01-01, is by the calendar: its date, its weekday, whether it is a day off, or worked in
 * the place of one.
 * @param {number} day
 * @param {Calendar} [calendar]
 */
export function dayOf(day, calendar) {
  const date = new Date(day * MS).toISOString().slice(0, 10);
  const worked = Boolean(calendar?.workdays.includes(date));
  return { date, weekday: (day + THURSDAY) % 7, off: Boolean(calendar && date in calendar.off), worked };
}

/**
 * Returns the contacts that can be called, in their own order; and the others, each with the minutes to `wait`, who can
 * be called first before the rest. Who has no hours within a year is in neither.
 * @param {Contact[]} contacts
 * @param {{ day: number, minute: number }} now the day counted from 1970-01-01, and the minute of it
 * @param {Calendar} [calendar]
 */
export function availability(contacts, { day, minute }, calendar) {
  const ahead = (/** @type {Contact} */ contact) => wait(contact.periods, day, minute, calendar);
  const all = contacts.map((contact) => ({ ...contact, wait: ahead(contact) }));
  const later = all.filter((contact) => contact.wait > 0 && contact.wait < Infinity);
  return { now: all.filter((contact) => contact.wait <= 0), later: later.sort((one, other) => one.wait - other.wait) };
}

/**
 * Returns the minutes until a period begins, 0 or less in one.
 * @param {Period[]} periods
 * @param {number} day
 * @param {number} minute
 * @param {Calendar} [calendar]
 */
function wait(periods, day, minute, calendar) {
  for (let ahead = -1; ahead <= LONGEST; ahead += 1) {
    const begins = periods
      .filter((period) => holds(period, dayOf(day + ahead, calendar)))
      .filter(({ end }) => ahead * DAY + end > minute)
      .map(({ begin }) => ahead * DAY + begin - minute);
    if (begins.length > 0) {
      return Math.min(...begins);
    }
  }
  return Infinity;
}

/**
 * @param {Period} period
 * @param {ReturnType<typeof dayOf>} day
 */
function holds({ days, on_days_off: onDaysOff }, { weekday, off, worked }) {
  const named = days.includes(weekday);
  if (off) {
    return named && onDaysOff;
  }
  return named || (worked && [...Array(FRIDAY + 1).keys()].every((each) => days.includes(each)));
}

/**
 * Returns a minute of a day as HH:MM.
 * @param {number} minute
 */
export function timeOf(minute) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${two(Math.floor((minute % DAY) / 60))}:${two(minute % 60)}`;
}

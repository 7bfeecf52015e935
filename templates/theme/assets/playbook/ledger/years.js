// Dates without a year, as people write them in a list of this year: which year is meant is said, and may be changed.

/** @typedef {import("./compare.js").Read} Read */

const HALF = 6; // months of a year

/**
 * Tells whether a row has a date without a year, by what Python reads in it.
 * @param {Read} row
 * @param {string[]} dates
 */
export function yearless({ value }, dates) {
  return dates.some((id) => isYearless(value?.[id]));
}

/**
 * Returns the latest year in which none of the rows lies ahead, and that of the earliest, which is the one before it
 * where the rows go over a New Year.
 * @param {Read[]} rows
 * @param {string[]} dates
 */
export function theirYears(rows, dates, now = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const today = `--${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const isAhead = (/** @type {string} */ day) => day > today;
  const days = rows.map((row) => dayOf(row, dates)).filter(Boolean);
  const before = days.some(isAhead) && !days.every(isAhead) ? ofTheYearBefore(days) : () => false;
  const latest = now.getFullYear() - Number(days.some((day, at) => isAhead(day) && !before(at)));
  return { latest, earliest: latest - Number(days.some((_, at) => before(at))) };
}

/**
 * Returns the rows, dates without a year in the one given; as they are where it has no such day. Where the rows
 * go over a New Year, the `latest` year is that of those after it.
 * @template {Read} T
 * @param {T[]} rows
 * @param {string[]} dates
 * @param {{ latest: number, earliest: number }} years
 * @returns {T[]}
 */
export function withYears(rows, dates, { latest, earliest }) {
  const days = rows.map((row) => dayOf(row, dates)).filter(Boolean);
  const before = latest > earliest ? ofTheYearBefore(days) : () => false;
  let at = -1;
  return rows.map((row) => {
    at += Number(yearless(row, dates));
    const year = before(at) ? earliest : latest;
    const found = dates.flatMap((id) => {
      const day = `${year}${String(row.value?.[id]).slice(1)}`;
      return isYearless(row.value?.[id]) && isDay(day) ? [[id, day]] : [];
    });
    return { ...row, cells: { ...row.cells, ...Object.fromEntries(found) } };
  });
}

/**
 * Tells of which places the days, in order but for one leap of half a year, are of the year before that of the others.
 * @param {string[]} days
 * @returns {(at: number) => boolean}
 */
function ofTheYearBefore(days) {
  const [first = "", last = ""] = [days[0], days.at(-1)];
  const month = (/** @type {string | undefined} */ day) => Number(day?.slice(2, 4));
  const breaks = (/** @type {(one: string, next: string) => boolean} */ isBreak) =>
    days.map((_, at) => at).filter((at) => at > 0 && isBreak(days[at - 1] ?? "", days[at] ?? ""));
  const [fall, more] = breaks((one, next) => next < one);
  const [rise, further] = breaks((one, next) => next > one);
  const leaps = (/** @type {number | undefined} */ at) =>
    at !== undefined && Math.abs(month(days[at]) - month(days[at - 1])) >= HALF;
  if (more === undefined && last <= first && leaps(fall)) {
    return (at) => at < (fall ?? 0);
  }
  if (further === undefined && last >= first && leaps(rise)) {
    return (at) => at >= (rise ?? 0);
  }
  return () => false;
}

/**
 * @param {Read} row
 * @param {string[]} dates
 */
function dayOf({ value }, dates) {
  return String(dates.map((id) => value?.[id]).find(isYearless) ?? "");
}

/** @param {unknown} value */
function isYearless(value) {
  return String(value ?? "").startsWith("--");
}

/** The 29th of February is a day in some years only. @param {string} day */
function isDay(day) {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

// Dates without a year, as people write them in a list of this year: which year is meant is said, and may be changed.

/** @typedef {import("./compare.js").Read} Read */

/**
 * Tells whether a row has a date without a year, by what Python reads in it.
 * @param {Read} row
 * @param {string[]} dates
 */
export function yearless({ value }, dates) {
  return dates.some((id) => isYearless(value?.[id]));
}

/**
 * Returns the latest year in which none of the rows lies ahead.
 * @param {Read[]} rows
 * @param {string[]} dates
 */
export function thisYear(rows, dates, now = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const today = `--${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const isAhead = rows.some(({ value }) => dates.some((id) => isYearless(value?.[id]) && String(value?.[id]) > today));
  return now.getFullYear() - Number(isAhead);
}

/**
 * Returns the cells of a row, dates without a year in this one; as they are where no year is given, or it has no such
 * day.
 * @param {Read} row
 * @param {string[]} dates
 * @param {string} year
 */
export function withYear({ cells, value }, dates, year) {
  const found = dates.flatMap((id) => {
    const day = `${year}${String(value?.[id]).slice(1)}`;
    return year && isYearless(value?.[id]) && isDay(day) ? [[id, day]] : [];
  });
  return { ...cells, ...Object.fromEntries(found) };
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

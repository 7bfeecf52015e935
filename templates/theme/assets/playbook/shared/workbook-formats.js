// What the number formats of a workbook say of its numbers: that they are dates, or percents.

const PERCENT = 9; // and 10: formats that a file does not describe
const DATES = [[14, 22], [27, 36], [45, 45], [47, 47], [50, 58]]; // those beyond 22 in East Asia only
const ELAPSED = 46; // [h]:mm:ss
const DAY = 86_400_000; // ms
const BEGIN = Date.UTC(1899, 11, 30); // day 0, from March 1900 on: day 60 is one that there never was
const FIRST_RIGHT = 61;
const BEGIN_1904 = 1462; // days later

/** @typedef {"" | "date" | "elapsed" | "percent"} Kind `elapsed` for hours that go on counting: [h]:mm */

/**
 * Returns the kind of each cell format, by its place.
 * @param {Document | undefined} styles
 * @returns {Kind[]}
 */
export function kindsOf(styles) {
  const within = (/** @type {string} */ list, /** @type {string} */ name) =>
    [...(styles?.getElementsByTagNameNS("*", list)[0]?.getElementsByTagNameNS("*", name) ?? [])];
  const own = new Map(
    within("numFmts", "numFmt").map((each) => [each.getAttribute("numFmtId"), each.getAttribute("formatCode") ?? ""]),
  );
  return within("cellXfs", "xf").map((each) => {
    const id = each.getAttribute("numFmtId") ?? "0";
    const code = own.get(id);
    return code === undefined ? builtIn(Number(id)) : described(code);
  });
}

/**
 * @param {number} id
 * @returns {Kind}
 */
function builtIn(id) {
  if (id === ELAPSED) {
    return "elapsed";
  }
  if (id === PERCENT || id === PERCENT + 1) {
    return "percent";
  }
  return DATES.some(([first = 0, last = 0]) => first <= id && id <= last) ? "date" : "";
}

/**
 * What stands in quotes, behind a backslash or in brackets is no part of a date.
 * @param {string} code
 * @returns {Kind}
 */
function described(code) {
  const [positive = ""] = code.replace(/"[^"]*"|\\.|_./g, "").split(";");
  if (/\[(?:h+|m+|s+)\]/i.test(positive)) {
    return "elapsed";
  }
  const bare = positive.replace(/\[[^\]]*\]/g, "");
  if (bare.includes("%")) {
    return "percent";
  }
  return /[ymdhs]/i.test(bare.replace(/general/i, "")) ? "date" : "";
}

/**
 * Returns a day as YYYY-MM-DD, its time behind it where it has one, or the time alone; null where it is no day.
 * @param {number} serial days since 1900, or 1904
 * @param {boolean} isFrom1904
 */
export function dateText(serial, isFrom1904) {
  const days = serial + (isFrom1904 ? BEGIN_1904 : 0);
  const moment = new Date(BEGIN + Math.round(days * DAY / 1000) * 1000 + (days < FIRST_RIGHT ? DAY : 0));
  if (serial < 0 || Number.isNaN(moment.getTime())) {
    return null;
  }
  const [date = "", time = ""] = moment.toISOString().slice(0, 19).split("T");
  const clock = time.replace(/:00$/, "");
  if (serial < 1) {
    return clock;
  }
  return time === "00:00:00" ? date : `${date} ${clock}`;
}

/**
 * Returns a time that goes on counting as hours and minutes, seconds where there are any; null below 0.
 * @param {number} days
 */
export function elapsedText(days) {
  const seconds = Math.round((days * DAY) / 1000);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return days < 0 ? null : text + (seconds % 60 ? `:${two(seconds % 60)}` : "");
}

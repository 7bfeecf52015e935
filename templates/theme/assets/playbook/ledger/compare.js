// Which rows of a file the ledger has already, which it nearly has, and which are new to it.

/** @typedef {import("./rows.js").Cells} Cells */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {{ cells: Cells, value?: Record<string, unknown> | undefined }} Read a row, and what Python reads in it */
/**
 * @typedef {{ state: "new" } | { state: "known" } | { state: "near", like: Row, differs: string[] }} Compared `differs`
 *   are the columns in which it is another than the row of the ledger that it is `like`
 */

const MOST = 2; // columns in which rows that are nearly the same differ
const GROUPS = MOST + 1; // of columns: rows that differ in so few are the same in all of one
const LOOKED_AT = 50; // rows that share a group of columns
const MONTH_AND_DAY = 6; // signs at the end of a date, that of a date without a year too

/**
 * Compares rows with those that are kept, each of which is one row of the file at most. Texts are compared as they are
 * read, without blanks: a spreadsheet that saves a row again writes the same otherwise. A date without a year is one of
 * any year.
 * @param {(Read & { record: Row })[]} kept
 * @param {Read[]} rows
 * @param {string[]} ids the columns
 * @param {string[]} dates those of them that hold dates
 * @returns {Compared[]}
 */
export function compared(kept, rows, ids, dates) {
  const isDate = ids.map((id) => dates.includes(id));
  const texts = (/** @type {Read} */ { cells, value }) => ids.map((id) => plain(value?.[id] ?? cells[id]));
  const before = kept.map((each) => ({ record: each.record, texts: texts(each) }));
  const places = ids.map((_, at) => at);
  const whole = bucketsOf(before, places, isDate);
  const given = places.filter((at) => rows.some(({ cells }) => (ids[at] ?? "") in cells)); // the file's own columns
  const own = rows.map(texts);
  const differing = (/** @type {string[]} */ one, /** @type {string[]} */ other) =>
    places.filter((at) => !isSame(one, other, at, isDate));
  const isEqual = (/** @type {string[]} */ one, /** @type {string[]} */ other) =>
    places.every((at) => one[at] === other[at]);
  const isSameThroughout = (/** @type {string[]} */ one, /** @type {string[]} */ other) =>
    differing(one, other).length === 0;
  /** @type {Set<Row>} */
  const taken = new Set();
  const known = new Set(); // places of rows
  // Those with a year first: one without may be any of the others.
  for (const isLike of [isEqual, isSameThroughout]) {
    own.forEach((one, at) => {
      const open = known.has(at) ? [] : (whole.get(keyOf(one, places, isDate)) ?? []);
      const found = open.find(({ record, texts: other }) => !taken.has(record) && isLike(one, other));
      if (found) {
        known.add(at);
        taken.add(found.record);
      }
    });
  }
  const left = before.filter(({ record }) => !taken.has(record));
  const parts = [...Array(GROUPS).keys()].map((rest) => given.filter((_, at) => at % GROUPS === rest));
  const grouped = parts.map((part) => ({ part, found: bucketsOf(left, part, isDate) }));
  const dateless = ids.filter((_, at) => isDate[at] && !given.includes(at));
  return own.map((one, at) => {
    if (known.has(at)) {
      return { state: "known" };
    }
    const alike = grouped
      .flatMap(({ part, found }) => (found.get(keyOf(one, part, isDate)) ?? []).slice(0, LOOKED_AT))
      .filter(({ record }) => !taken.has(record))
      .map(({ record, texts: other }) => ({
        record,
        differs: differing(one, other).filter((place) => given.includes(place)),
        same: shared(one, other, isDate),
      }))
      .filter((each) => each.differs.length <= MOST && each.same > Math.max(1, each.differs.length))
      .filter(({ differs }) => !differs.some((place) => isDate[place]))
      .sort((first, second) => first.differs.length - second.differs.length)[0];
    if (!alike) {
      return { state: "new" };
    }
    const differs = alike.differs.map((place) => ids[place] ?? "");
    if (differs.length === 0 && dateless.length === 0) {
      taken.add(alike.record);
      return { state: "known" }; // but for columns that the file does not have
    }
    return { state: "near", like: alike.record, differs: differs.length > 0 ? differs : dateless };
  });
}

/** @param {unknown} cell */
function plain(cell) {
  return String(cell ?? "").normalize("NFKC").replace(/\s+/g, "");
}

/**
 * @template {{ texts: string[] }} T
 * @param {T[]} rows
 * @param {number[]} places
 * @param {boolean[]} isDate
 */
function bucketsOf(rows, places, isDate) {
  /** @type {Map<string, T[]>} */
  const found = new Map();
  for (const row of rows) {
    const key = keyOf(row.texts, places, isDate);
    const bucket = found.get(key);
    if (bucket) {
      bucket.push(row);
    } else {
      found.set(key, [row]);
    }
  }
  return found;
}

/**
 * @param {string[]} texts
 * @param {number[]} places
 * @param {boolean[]} isDate
 */
function keyOf(texts, places, isDate) {
  return JSON.stringify(places.map((at) => (isDate[at] ? texts[at]?.slice(-MONTH_AND_DAY) : texts[at])));
}

/**
 * @param {string[]} one
 * @param {string[]} other
 * @param {number} at
 * @param {boolean[]} isDate
 */
function isSame(one, other, at, isDate) {
  const [a = "", b = ""] = [one[at], other[at]];
  const isOfAnyYear = isDate[at] && (a.startsWith("--") || b.startsWith("--"));
  return a === b || (isOfAnyYear && a.slice(-MONTH_AND_DAY) === b.slice(-MONTH_AND_DAY));
}

/**
 * Returns in how many columns both say the same, something being said.
 * @param {string[]} one
 * @param {string[]} other
 * @param {boolean[]} isDate
 */
function shared(one, other, isDate) {
  return one.filter((text, at) => text && isSame(one, other, at, isDate)).length;
}

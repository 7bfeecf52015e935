// Which lines of a checklist are ticked. They are known by their words, not by their places: a line that is put between
// others takes no tick from them, and one that says something else now has to be done anew.

/** @typedef {{ id: string, ticked: string[] }} Ticks what is kept of a list: the names of its ticked lines */

/**
 * Returns a name for each line: its words, numbered where others have the same.
 * @param {string[]} texts
 */
export function named(texts) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return texts.map((text) => {
    const words = text.replace(/\s+/g, " ").trim();
    const count = (seen.get(words) ?? 0) + 1;
    seen.set(words, count);
    return count === 1 ? words : `${words} (${count})`;
  });
}

/**
 * Returns the record of the list `id` with one line ticked or not; `record` is what was kept before.
 * @param {Ticks | undefined} record
 * @param {string} id
 * @param {string} line
 * @param {boolean} isTicked
 * @returns {Ticks}
 */
export function changed(record, id, line, isTicked) {
  const others = (record?.ticked ?? []).filter((each) => each !== line);
  return { id, ticked: isTicked ? [...others, line] : others };
}

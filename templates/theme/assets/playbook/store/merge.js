// What somebody has changed here, put into what is kept by now: another tab may have changed the same meanwhile.

/** @typedef {Record<string, string | number | undefined>} Values */
/** @typedef {{ before: string, value: string }} Edit what a field said when its change began, and what it says now */
/** @typedef {Record<string, Edit>} Edits by field */
/** @typedef {{ name: string, here: string, there: string }} Conflict a field that was changed here and elsewhere */

/** @param {string | number | undefined} value */
export function said(value) {
  return String(value ?? "");
}

/**
 * Returns the values with the edits, and those edits that are left out as somebody else has changed the same.
 * @template {Values} V
 * @param {V} values
 * @param {Edits} edits
 * @returns {{ values: V, conflicts: Conflict[] }}
 */
export function merged(values, edits) {
  const kept = new Map(Object.entries(values));
  const open = Object.entries(edits).map(([name, edit]) => ({ name, ...edit, there: said(kept.get(name)) }));
  const isConflict = (/** @type {(typeof open)[number]} */ { before, value, there }) =>
    there !== before && there !== value;
  const taken = open.filter((each) => !isConflict(each) && each.there !== each.value);
  return {
    values: { ...values, ...Object.fromEntries(taken.map(({ name, value }) => [name, value])) },
    conflicts: open.filter(isConflict).map(({ name, value, there }) => ({ name, here: value, there })),
  };
}

// A case in the address of another page: which calculator it is one of, and its inputs: calculator=NAME&case.ltv=90000

/** @typedef {{ calculator: string, values: Record<string, string> }} Case */

export const CASE = "case.";

/**
 * Returns a case as values of an address.
 * @param {Case} given
 */
export function caseValues({ calculator, values }) {
  return { calculator, ...Object.fromEntries(Object.entries(values).map(([id, text]) => [CASE + id, text])) };
}

/**
 * Returns the case in the values of an address; undefined where they hold none.
 * @param {Map<string, string>} address
 * @returns {Case | undefined}
 */
export function caseOf(address) {
  const named = [...address].filter(([name]) => name.startsWith(CASE));
  const values = Object.fromEntries(named.map(([name, text]) => [name.slice(CASE.length), text]));
  const calculator = address.get("calculator");
  return calculator ? { calculator, values } : undefined;
}

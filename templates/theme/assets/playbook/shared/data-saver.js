// Readers who pay for every byte, or wait for each: for them nothing is fetched that nobody has asked for.

/** @typedef {{ saveData?: boolean, effectiveType?: string }} Connection what some browsers tell of the network */

/** Returns whether this reader is one of them. */
export function savesData() {
  const { connection } = /** @type {{ connection?: Connection }} */ (navigator);
  return Boolean(connection?.saveData) || Boolean(connection?.effectiveType?.endsWith("2g"));
}

// Why a record could not be kept or read. The words for each code stand in the page.

/**
 * `blocked`: the browser has a database, but will not let the site use it. `newer`: a newer version of the site has
 * changed it. `failed`: the browser could not write or read, for a reason of its own. `limit`: a record would be
 * longer than any that is shown. `gone`: there is no such record.
 * @typedef {"full" | "blocked" | "unavailable" | "newer" | "failed" | "limit" | "gone"} Code
 */

/** @type {Record<string, Code>} by the names of what IndexedDB throws */
const CODES = { QuotaExceededError: "full", VersionError: "newer", UnknownError: "failed", DataError: "failed" };

export class StoreError extends Error {
  name = "StoreError";

  /**
   * @param {Code} code
   * @param {Error | null} [cause]
   */
  constructor(code, cause) {
    super(`${code}: ${cause?.message ?? "IndexedDB"}`, { cause });
    this.code = code;
  }
}

/**
 * Returns the code for what IndexedDB throws.
 * @param {Error | null} error
 * @returns {Code}
 */
export function codeOf(error) {
  return CODES[error?.name ?? ""] ?? "blocked";
}

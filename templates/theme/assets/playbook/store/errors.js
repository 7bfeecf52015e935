// Why a record could not be kept or read. The words for each code stand in the page.

/** @typedef {"full" | "blocked" | "unavailable" | "gone"} Code `gone`: the record is no longer there */

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
 * Returns the code for what IndexedDB throws. "blocked": the browser has it, but will not let the site use it now.
 * @param {Error | null} error
 * @returns {Code}
 */
export function codeOf(error) {
  return error?.name === "QuotaExceededError" ? "full" : "blocked";
}

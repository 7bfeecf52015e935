// Why a record could not be kept or read: `code` is "full", "blocked" or "unavailable"; the words stand in the page.

export class StoreError extends Error {
  constructor(code, cause) {
    super(`${code}: ${cause?.message ?? "IndexedDB"}`);
    this.name = "StoreError";
    this.code = code;
    this.cause = cause;
  }
}

// Returns the code for what IndexedDB throws. "blocked": the browser has it, but will not let the site use it now.
export function codeOf(error) {
  return error?.name === "QuotaExceededError" ? "full" : "blocked";
}

import { part, showOnly } from "../shared/page.js";
import { StoreError } from "./errors.js";

/**
 * Shows why the device did not keep something, in the words that the page has for it; hides them once it keeps again,
 * which null says. What is no StoreError is a fault of ours, and thrown on.
 * @param {HTMLElement} root
 * @param {unknown} error
 * @param {"not" | "page"} kept where it is: nowhere but in the field, or on this page, as long as it is open
 */
export function showFailure(root, error, kept = "not") {
  if (error instanceof Error && !(error instanceof StoreError)) {
    throw error;
  }
  const region = part(root, "failure");
  region.hidden = !error;
  showOnly(region, "failure", error instanceof StoreError ? error.code : undefined);
  showOnly(region, "kept", kept);
}

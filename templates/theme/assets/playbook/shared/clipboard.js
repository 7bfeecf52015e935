// Copies a text of the page: by the clipboard, else by the old command, else by leaving it selected for the reader to
// copy. Browsers inside chat apps refuse the first two.

import { showOnly } from "./page.js";

/**
 * Copies the text of `place`, and shows the words in `region` for the way it went: "clipboard", or "selection" if the
 * text is only selected.
 * @param {HTMLElement} place
 * @param {ParentNode} region
 */
export async function copyAndSay(place, region) {
  const way = await copy(place);
  showOnly(region, "copied", way);
}

/** @param {HTMLElement} place */
async function copy(place) {
  try {
    await navigator.clipboard.writeText(place.innerText);
    return "clipboard";
  } catch {
    getSelection()?.selectAllChildren(place);
    return commandCopied() ? "clipboard" : "selection";
  }
}

function commandCopied() {
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

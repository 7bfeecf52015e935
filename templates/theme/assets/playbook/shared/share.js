// A result as a short plain text for a chat: the results as shown, why, the rules' version, and a link with the inputs.

import { copyAndSay } from "./clipboard.js";
import { all, dataOf, need, part } from "./page.js";
import { filled } from "./words.js";

/** @typedef {Record<"title" | "line" | "reason" | "reasons" | "dropped" | "dropped_item", string>} Words */

const LONGEST = 40; // characters of what a link held that are shown back

/**
 * Copies the result shown in `region` by way of the `share` part beside it. `inputs` is what follows the # in the link.
 * @param {ParentNode} region
 * @param {HTMLElement} share
 * @param {string[]} reasons
 * @param {string} inputs
 */
export function shareResult(region, share, reasons, inputs) {
  const message = part(share, "message");
  message.textContent = messageOf(region, share, reasons, inputs);
  message.hidden = false; // what is in it can be seen, and selected by hand where copying is refused
  return copyAndSay(message, share);
}

/** @param {HTMLElement} share */
export function shareWords(share) {
  return /** @type {{ words: Words }} */ (dataOf(share)).words;
}

/**
 * Takes the last copied text off the page, once it is no longer what the page says.
 * @param {HTMLElement} share
 */
export function withdrawShared(share) {
  for (const each of all(share, '[data-part="message"], [data-copied]')) {
    each.hidden = true;
  }
}

/**
 * Names what a link held that the page has no use for: pairs of id and text. Of nothing it says nothing.
 * @param {ParentNode} root has the places for it and for sharing
 * @param {[string, string][]} pairs
 */
export function showDropped(root, pairs) {
  const words = shareWords(part(root, "share"));
  const place = part(root, "dropped");
  const names = pairs.map(([name, value]) => filled(words.dropped_item, { name: short(name), value: short(value) }));
  place.textContent = pairs.length > 0 ? filled(words.dropped, { names: names.join(" ") }) : "";
  place.hidden = pairs.length === 0;
}

/**
 * @param {ParentNode} region
 * @param {HTMLElement} share
 * @param {string[]} reasons
 * @param {string} inputs
 */
function messageOf(region, share, reasons, inputs) {
  const words = shareWords(share);
  const link = new URL(location.href);
  link.hash = inputs;
  const results = all(region, "[data-result]").map((place) =>
    filled(words.line, { label: place.dataset.label ?? "", value: shown(place) }),
  );
  const numbered = reasons.map((said, place) => filled(words.reason, { number: place + 1, text: said }));
  return [
    words.title,
    ...results,
    ...(numbered.length > 0 ? [words.reasons, ...numbered] : []),
    need(share, "[data-version]").textContent,
    link.href,
  ].join("\n");
}

/**
 * Returns a result as it is shown; a table's rows, a line for each.
 * @param {HTMLElement} place
 */
function shown(place) {
  if (!(place instanceof HTMLTableElement)) {
    return place.textContent;
  }
  const rows = [...(place.tBodies[0]?.rows ?? [])];
  return rows.map((row) => `\n${[...row.cells].map((cell) => cell.textContent).join(" ")}`).join("");
}

/** @param {string} value */
function short(value) {
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

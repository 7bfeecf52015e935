// A result as a short plain text for a chat: the results as shown, why, the rules' version, and a link with the inputs.

import { copyAndSay } from "./clipboard.js";

const LONGEST = 40; // characters of what a link held that are shown back

// Copies the result shown in `region` by way of the `share` part beside it. `reasons` are texts; `inputs` is what follows
// the # in the link.
export function shareResult(region, share, reasons, inputs) {
  const message = share.querySelector('[data-part="message"]');
  message.textContent = text(region, share, reasons, inputs);
  message.hidden = false; // what is in it can be seen, and selected by hand where copying is refused
  return copyAndSay(message, share);
}

// Takes the last copied text off the page, once it is no longer what the page says.
export function withdrawShared(share) {
  for (const part of share.querySelectorAll('[data-part="message"], [data-copied]')) {
    part.hidden = true;
  }
}

// Names what a link held that the page has no use for: pairs of id and text. Of nothing it says nothing.
export function showDropped(place, pairs) {
  const names = pairs.map(([name, value]) => filled(place.dataset.item, { name: short(name), value: short(value) }));
  place.textContent = pairs.length > 0 ? filled(place.dataset.text, { names: names.join(" ") }) : "";
  place.hidden = pairs.length === 0;
}

function text(region, share, reasons, inputs) {
  const { dataset } = share;
  const link = new URL(location.href);
  link.hash = inputs;
  const results = [...region.querySelectorAll("[data-result]")].map((place) =>
    filled(dataset.line, { label: place.dataset.label, value: shown(place) }),
  );
  const why = reasons.map((reason, place) => filled(dataset.reason, { number: place + 1, text: reason }));
  return [
    dataset.title,
    ...results,
    ...(why.length > 0 ? [dataset.reasons, ...why] : []),
    share.querySelector("[data-version]").textContent,
    link.href,
  ].join("\n");
}

// Returns a result as it is shown; a table's rows, a line for each.
function shown(place) {
  if (place.tagName !== "TABLE") {
    return place.textContent;
  }
  const rows = [...place.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent).join(" "));
  return rows.map((row) => `\n${row}`).join("");
}

// Returns `words` with {names} replaced by their values.
export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function short(value) {
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

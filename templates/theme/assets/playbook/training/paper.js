// A sitting on paper: the sheet to fill in, and the key for the trainer.

import { copyOf, listed, part } from "../shared/page.js";

/** @typedef {import("./items.js").Item} Item */

const LETTERS = "ABCDEFGH"; // as the lists on the page number their items

/**
 * @param {HTMLElement} root
 * @param {Item[]} items
 */
export function showSheet(root, items) {
  const printed = items.map((item) => {
    const copy = copyOf(root, "printed", { text: item.text, asked: item.question });
    part(copy, "choices").append(...listed(item.choices.map(({ text }) => text)));
    return copy;
  });
  part(root, "items-sheet").replaceChildren(...printed);
}

/**
 * @param {HTMLElement} root
 * @param {Item[]} items
 */
export function showKey(root, items) {
  const keyed = items.map((item) => {
    const place = item.choices.findIndex(({ id }) => id === item.answer);
    const answer = item.choices[place]?.text ?? "";
    return copyOf(root, "keyed", { letter: LETTERS.charAt(place), answer, why: item.explanation });
  });
  part(root, "items-key").replaceChildren(...keyed);
}

// A sitting on paper: the sheet to fill in, and the key for the trainer.

import { listed, part, piece } from "./parts.js";

const LETTERS = "ABCDEFGH"; // as the lists on the page number their items

export function showSheet(root, items) {
  const printed = items.map((item) => {
    const copy = piece(root, "printed", { text: item.text, asked: item.question });
    part(copy, "choices").append(...listed(item.choices.map(({ text }) => text)));
    return copy;
  });
  part(root, "items-sheet").replaceChildren(...printed);
}

export function showKey(root, items) {
  const keyed = items.map((item) => {
    const place = item.choices.findIndex(({ id }) => id === item.answer);
    return piece(root, "keyed", {
      letter: LETTERS[place],
      answer: item.choices[place].text,
      why: item.explanation,
    });
  });
  part(root, "items-key").replaceChildren(...keyed);
}

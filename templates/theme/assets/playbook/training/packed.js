// Questions as a script of the build holds them: playbook/training/page_questions.py. They are inflated by a library, not by the browser: older
// ones cannot, and all of it is done before the page goes on.

import { inflateSync } from "fflate";

// Returns the questions in their order.
export function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const { order, items } = JSON.parse(new TextDecoder().decode(inflateSync(bytes)));
  const sorted = [];
  order.forEach((place, at) => (sorted[place] = items[at]));
  return sorted;
}

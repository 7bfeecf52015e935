// What is to be done next in an incident, and by when.

import { control, itemOf, need, part } from "../shared/page.js";
import { filled } from "../shared/words.js";
import { pending } from "./due.js";

/**
 * Shows it in the incident's part of the page.
 * @param {HTMLElement} article
 * @param {import("./record.js").Incident} record
 * @param {import("./page.js").IncidentPage} page
 */
export function showDue(article, record, { words, clock }) {
  const now = Date.now();
  const open = pending(record, words.update, (due) => clock.awake(due));
  const isAwaited = open.some(({ update }) => update);
  part(article, "nothing-due").hidden = open.length > 0;
  control(article, "updated").hidden = !isAwaited;
  part(article, "any-hour").hidden = !clock.isQuietAtTimes || !isAwaited;
  need(part(article, "any-hour"), "input", HTMLInputElement).checked = Boolean(record.any_hour);
  const items = open.map(({ text, due, moved }) => {
    const late = now > due;
    const item = itemOf(article, "due-item", {
      text,
      by: filled(moved ? words.due_moved : words.due, { moment: clock.say(due, now) }),
      left: late
        ? filled(words.late, { time: clock.length(now - due, Math.floor) })
        : filled(words.left, { time: clock.length(due - now, Math.ceil) }),
    });
    item.toggleAttribute("data-late", late);
    return item;
  });
  part(article, "due").replaceChildren(...items);
}

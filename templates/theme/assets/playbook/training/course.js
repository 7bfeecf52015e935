// Ticks off the lessons that were finished on this device.

import { Keeping } from "./progress.js";
import { part } from "./parts.js";

async function tick(course) {
  for (const { lesson } of await new Keeping(course).all()) {
    const link = lesson && course.querySelector(`[data-lesson="${CSS.escape(lesson)}"]`);
    if (link) {
      part(link, "finished").hidden = false;
    }
  }
}

document.querySelectorAll('[data-part="lessons"]').forEach(tick);

// Ticks off the lessons that were finished on this device.

import { all, find, part } from "../shared/page.js";
import "../store/set-aside.js";
import { Progress } from "./progress.js";

/** @param {HTMLElement} course */
async function tick(course) {
  for (const record of await new Progress(course).all()) {
    const link = "lesson" in record ? find(course, `[data-lesson="${CSS.escape(record.lesson)}"]`) : null;
    if (link) {
      part(link, "finished").hidden = false;
    }
  }
}

all(document, '[data-part="lessons"]').forEach((course) => void tick(course));

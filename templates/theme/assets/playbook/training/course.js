// Ticks off the lessons that were finished on this device.

import { all, part } from "../shared/page.js";
import "../store/set-aside.js";
import { Progress } from "./progress.js";

/** @param {HTMLElement} course */
async function tick(course) {
  const progress = new Progress(course);
  const show = async () => {
    const records = await progress.all();
    const finished = new Set(records.map((record) => ("lesson" in record ? record.lesson : "")));
    for (const link of all(course, "[data-lesson]")) {
      part(link, "finished").hidden = !finished.has(link.dataset.lesson ?? "");
    }
  };
  await show();
  progress.watch(() => void show());
}

all(document, '[data-part="lessons"]').forEach((course) => void tick(course));

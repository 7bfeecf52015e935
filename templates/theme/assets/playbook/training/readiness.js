// How ready each skill is, by what is remembered of its topics.

import { all, part, showOnly } from "../shared/page.js";

/**
 * @param {HTMLElement} root
 * @param {import("./memory.js").Memory} memory
 */
export function showReadiness(root, memory) {
  const now = new Date();
  for (const place of all(root, "[data-skill]")) {
    const topics = all(place, "[data-topic]");
    const states = topics.map(({ dataset }) => memory.state(dataset.topic ?? "", now, Number(root.dataset.days)));
    topics.forEach((topic, at) => (topic.hidden = states[at] !== "weak"));
    const count = (/** @type {string} */ state) => states.filter((each) => each === state).length;
    part(place, "firm").textContent = String(count("firm"));
    part(place, "of").textContent = String(states.length);
    part(place, "weak").textContent = String(count("weak"));
    part(place, "meter", HTMLMeterElement).value = count("firm") / states.length;
    const state = stateOf(count, states.length);
    showOnly(place, "state", state);
  }
}

/**
 * @param {(state: string) => number} count
 * @param {number} total
 */
function stateOf(count, total) {
  if (count("new") === total) {
    return "new";
  }
  if (count("weak")) {
    return "weak";
  }
  return count("new") ? "open" : "firm";
}

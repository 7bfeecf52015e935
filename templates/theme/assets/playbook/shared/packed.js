// Data that a script holds (playbook/source/data_script.py).

import { inflateSync } from "fflate";

/**
 * Returns the data. It is inflated by a library, not by the browser: older ones cannot, and all of it is done before
 * the page goes on.
 * @param {string} text
 * @returns {unknown}
 */
export function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(inflateSync(bytes)));
}

// The rules of a recorded version, which a script of their own has brought. A script of its own, too: few ask for it.

import { unpacked } from "../shared/packed.js";

/** Returns the rules by calculator. @returns {Record<string, unknown>} */
export function recordedRules() {
  return /** @type {Record<string, unknown>} */ (unpacked(globalThis.RECORDED));
}

globalThis.recordedRules = recordedRules;

// Scripts and styles have names that tell what is in them: eight digits of their SHA-256 (docs/adr/0044).

const NAME = /[-.]([0-9a-f]{8})(\.min)?\.(js|css)(#.*)?$/;

/**
 * Returns whether an address tells what is to be found there.
 * @param {string} address
 */
export function isNamed(address) {
  return NAME.test(address);
}

/**
 * Fetches a file that is so named, and returns what is wrong with it: nothing is "".
 * @param {string} address
 * @param {RequestCache} cache "reload" asks the host itself, and has the browser's cache keep what it says
 * @returns {Promise<"" | "network" | "missing" | "corrupt">}
 */
export async function fault(address, cache) {
  try {
    const answer = await fetch(address, { cache });
    if (!answer.ok || isPage(answer)) {
      return "missing";
    }
    const content = await answer.arrayBuffer();
    if (!isSecureContext) {
      return cache === "reload" ? "" : "corrupt"; // browsers have no digests there: what the host itself says must do
    }
    const [, expected = ""] = NAME.exec(address) ?? [];
    const digits = hexadecimal(await crypto.subtle.digest("SHA-256", content));
    return digits.startsWith(expected) ? "" : "corrupt";
  } catch {
    return "network";
  }
}

/**
 * Returns whether a response that is not what it should be is a page: many hosts answer so, and with status 200, for a
 * file that is missing.
 * @param {Response} response
 */
export function isPage({ headers }) {
  return Boolean(headers.get("content-type")?.startsWith("text/html"));
}

/**
 * Returns bytes as digits.
 * @param {ArrayBuffer} bytes
 */
export function hexadecimal(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

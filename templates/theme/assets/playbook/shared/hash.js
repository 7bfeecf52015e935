// Inputs in the address: #ltv=150000&customer=vip,referrer. A hash without "=" is an anchor of the page.

/** @typedef {Record<string, string | number | boolean | string[]>} Values inputs by id */

// A second # is never ours: ours is written %23. Names are whole ones: an input may be called dd_days.
const APPENDED = [
  /^from=((single|group)?message|timeline)$/,
  /^(isappinstalled|share_?to|nsukey|wechat_redirect|wx_header|fbclid|gclid)(=|$)/i,
  /^(utm_(source|medium|campaign|term|content|id)|ddtab|dd_(nav\w*|share|orientation|progress|full_?screen))(=|$)/i,
];

/** @param {string} part */
const isAppended = (part) => APPENDED.some((each) => each.test(part));

/**
 * Returns a hash without what WeChat, DingTalk, Feishu and the like append to an address.
 * @param {string} hash without its #
 */
export function withoutAppended(hash) {
  const own = hash.split("#").find(Boolean) ?? "";
  const kept = own.split("&").filter((part) => !isAppended(part));
  return kept.join("&");
}

/**
 * Returns a choice without what chats and sentences leave at its end.
 * @param {string} text
 */
export function plainChoice(text) {
  return withoutEnd(text).replace(/[^\p{L}\p{N}]+$/u, "");
}

/**
 * The same of a number, whose unit may be a sign or in brackets.
 * @param {string} text
 */
export function plainNumber(text) {
  return withoutEnd(text).replace(/[\s\u200b\u3001\u3002\uff0c\uff1b,;]+$/, "");
}

/**
 * What else follows may be an input whose & was encoded: it stays, and nothing can be made of it.
 * @param {string} text
 */
function withoutEnd(text) {
  const [own = "", ...others] = text.split(/[#?&]/);
  return (others.every((part) => !part || isAppended(part)) ? own : text).trim();
}

/** Returns the inputs in the address by id, as texts; null if it holds none. */
export function readHash() {
  return inputsIn(location.hash.slice(1));
}

/**
 * Returns the inputs in a hash, also where its & were written for HTML, or where all of it was encoded: then it is a
 * name without a value. Which is meant of one given twice nobody knows: it is a text that no choice and no number is.
 * @param {string} hash
 * @returns {Map<string, string> | null}
 */
export function inputsIn(hash) {
  const own = withoutAppended(hash.replace(/&(amp;)+/g, "&"));
  const pairs = [...new URLSearchParams(own)];
  if (!own.includes("=")) {
    const decoded = pairs.map(([name]) => name).join("&");
    return decoded.includes("=") ? inputsIn(decoded) : null;
  }
  /** @type {Map<string, Set<string>>} */
  const given = new Map();
  for (const [name, text] of pairs) {
    const id = name.replace(/^[#\s]+|\s+$/g, "");
    given.set(id, (given.get(id) ?? new Set()).add(text));
  }
  return new Map([...given].map(([id, texts]) => [id, [...texts].join("|")]));
}

/**
 * Returns values as an address has them, without the #.
 * @param {Values} values
 */
export function hashOf(values) {
  return Object.entries(values)
    .map(([id, value]) => `${encodeURIComponent(id)}=${encodeURIComponent(String(value)).replaceAll("%2C", ",")}`)
    .join("&");
}

/**
 * Puts values into the address, without a new entry in the history.
 * @param {Values} values
 */
export function writeHash(values) {
  const hash = hashOf(values);
  if (hash || readHash()) {
    const address = new URL(location.href);
    address.hash = hash;
    try {
      // The theme keeps its own state in the entry.
      history.replaceState(history.state, "", hash ? address : address.href.replace(/#$/, ""));
    } catch {
      // Safari takes a hundred in half a minute. Who types so much will pause, and then it is written.
    }
  }
}

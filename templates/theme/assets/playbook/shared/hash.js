// Inputs in the address: #ltv=150000&customer=vip,referrer. A hash without "=" is an anchor of the page.

/** @typedef {Record<string, string | number | boolean | string[]>} Values inputs by id */

// A second # is never ours: ours is written %23. Names are whole ones: an input may be called dd_days.
const APPENDED = [
  /^from=(singlemessage|groupmessage|timeline|message)$/,
  /^(isappinstalled|share_?to|nsukey|wechat_redirect|wx_header|fbclid|gclid)(=|$)/i,
  /^(utm_(source|medium|campaign|term|content|id)|ddtab|dd_(nav\w*|share|orientation|progress|full_?screen))(=|$)/i,
];

/**
 * Returns a hash without what WeChat, DingTalk, Feishu and the like append to an address.
 * @param {string} hash without its #
 */
export function withoutAppended(hash) {
  const [own = ""] = hash.split("#", 1);
  const kept = own.split("&").filter((part) => !APPENDED.some((each) => each.test(part)));
  return kept.join("&");
}

/** Returns the inputs in the address by id, as texts; null if it holds none. */
export function readHash() {
  const hash = withoutAppended(location.hash.slice(1));
  return hash.includes("=") ? new Map(new URLSearchParams(hash)) : null;
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

// A draft as the file that `playbook apply` takes: YAML with a comment that says what it is.

/** @typedef {import("./draft.js").Draft} Draft */

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*([.-][A-Za-z0-9_]+)*$/;
const DIGITS = 17; // of a number, at most
const MOST = 100; // places that can be written
// What YAML takes for something else than a text.
const TAKEN = /^(y|n|yes|no|on|off|true|false|null)$/i;

/**
 * @param {Draft} draft
 * @param {{ mark: string, comment: string, valueOf: (knob: string) => number | undefined }} about `mark` is that of the
 *   rules it was made from, `valueOf` what a number is today
 */
export function yamlOf({ numbers, off, order }, { mark, comment, valueOf }) {
  const lines = [...comment.trim().split("\n").map((line) => `# ${line}`.trim()), `mark: ${text(mark)}`];
  const changed = Object.entries(numbers).sort(byName);
  if (changed.length > 0) {
    lines.push("numbers:");
    lines.push(...changed.map(([id, to]) => `  ${text(id)}: {from: ${number(valueOf(id) ?? 0)}, to: ${number(to)}}`));
  }
  if (off.length > 0) {
    lines.push(`off: [${[...off].sort().map(text).join(", ")}]`);
  }
  const orders = Object.entries(order).sort(byName);
  if (orders.length > 0) {
    lines.push("order:");
    lines.push(...orders.map(([form, ids]) => `  ${text(form)}: [${ids.map(text).join(", ")}]`));
  }
  return `${lines.join("\n")}\n`;
}

/**
 * @param {[string, unknown]} one
 * @param {[string, unknown]} other
 */
function byName([one], [other]) {
  return one < other ? -1 : 1;
}

/** @param {string} name */
function text(name) {
  return PLAIN.test(name) && !TAKEN.test(name) ? name : JSON.stringify(name);
}

/**
 * A number without an exponent, which some readers of YAML take for a text.
 * @param {number} value
 */
function number(value) {
  const said = String(value);
  if (!said.includes("e")) {
    return said;
  }
  const places = -Math.floor(Math.log10(Math.abs(value))) + DIGITS;
  return Math.abs(value) > 1 ? String(BigInt(value)) : String(value.toFixed(Math.min(places, MOST))).replace(/0+$/, "");
}

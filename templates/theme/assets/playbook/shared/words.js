// Words with blanks: {name} stands where a value comes in.

/**
 * Returns `words` with every {name} replaced by its value.
 * @param {string} words
 * @param {Record<string, string | number>} values
 */
export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, /** @type {string} */ name) => String(values[name]));
}

/**
 * Returns a text of a file with signs escaped that are not seen, or that turn round what stands beside them.
 * @param {string} text
 */
export function visible(text) {
  const code = (/** @type {string} */ sign) => sign.codePointAt(0)?.toString(16).padStart(4, "0");
  return text.replace(/(?!\n)\p{C}/gu, (sign) => `\\u${code(sign)}`);
}

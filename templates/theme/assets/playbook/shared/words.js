// Words with blanks: {name} stands where a value comes in.

/**
 * Returns `words` with every {name} replaced by its value.
 * @param {string} words
 * @param {Record<string, string | number>} values
 */
export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, /** @type {string} */ name) => String(values[name]));
}

// Values to cells: the parts of a factor's range on which every rule is constant. The numbers come with the page.

/**
 * @typedef {object} Numbers
 * @property {number[]} cuts
 * @property {number} below the first cell's number
 * @property {number} [minimum]
 * @property {number} [maximum]
 */
/** @typedef {{ values: string[], numbers?: Numbers | null }} Cells */

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const DIGITS = 15; // more than a number of this language holds exactly; a value beyond is not looked up

// As a Chinese keyboard types them: the full-width forms of ASCII.
const WIDE = /[\uff01-\uff5e]/g;
const NARROWER = 0xfee0;

/**
 * Returns the cell of `factor` that `text` (as typed, or in an address) lies in; null where it lies in none.
 * @param {Cells} factor
 * @param {string} text
 */
export function cellOf(factor, text) {
  const exact = factor.values.indexOf(text);
  if (!factor.numbers || text === "") {
    return exact < 0 ? null : exact;
  }
  const plain = text.replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - NARROWER));
  const isPlain = NUMBER.test(plain) && plain.replace(/\D/g, "").length <= DIGITS;
  return isPlain ? numbered(factor.numbers, Number(plain)) : null;
}

/**
 * @param {Numbers} numbers
 * @param {number} number
 */
function numbered({ cuts, below, minimum = -Infinity, maximum = Infinity }, number) {
  if (number < minimum || number > maximum) {
    return null;
  }
  // Cells run: below the first cut, the first cut itself, between it and the second, the second, and so on.
  const passed = cuts.filter((cut) => cut < number).length;
  return below + 2 * passed + (cuts[passed] === number ? 1 : 0);
}

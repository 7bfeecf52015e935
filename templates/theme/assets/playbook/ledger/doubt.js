// Texts that a spreadsheet has spoilt: it takes a long number, such as that of a part or a phone, for an amount, and
// keeps fifteen digits of it, or shows it as a power of ten.

const POWER = /^-?\d(?:[.,]\d+)?e\+?\d{1,2}$/i;
const ROUNDED = /^\d{15}0+$/;

/**
 * Tells whether a text is likely to have been another before.
 * @param {unknown} cell
 */
export function isDoubtful(cell) {
  const text = String(cell ?? "").trim();
  return POWER.test(text) || ROUNDED.test(text);
}

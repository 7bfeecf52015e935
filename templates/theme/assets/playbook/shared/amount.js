// Amounts of money as people type them.

const AMOUNT = /^(\d+|[1-9]\d{0,2}(,\d{3})+)(\.\d{1,2})?$/;

/**
 * Returns a text as an amount, in yuan; null if it is none. Wide digits and separators of thousands are taken.
 * @param {string} text
 */
export function amountOf(text) {
  const plain = text.normalize("NFKC").trim();
  return AMOUNT.test(plain) ? Number(plain.replaceAll(",", "")) : null;
}

// The result of a sitting as a short code: playbook/training/exam_code.py, symbol for symbol.

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECKS = `${DIGITS}*~$=U`;
const HEAD = 20; // bits of the edition, and of the sitting

/**
 * Returns the code: `edition` begins with five hexadecimal digits, `answers` are the places of the choices taken,
 * counted from 1, or 0 where none was.
 * @param {{ edition: string, sitting: number, answers: number[] }} result
 */
export function encode({ edition, sitting, answers }) {
  let bits = binary(parseInt(edition.slice(0, 5), 16), HEAD) + binary(sitting, HEAD);
  bits += answers.map((answer) => binary(answer, 3)).join("");
  let rest = 0;
  let symbols = "";
  for (const five of inFives(bits)) {
    const digit = parseInt(five.padEnd(5, "0"), 2);
    rest = (rest * 32 + digit) % 37;
    symbols += DIGITS.charAt(digit);
  }
  return inFives(symbols + CHECKS.charAt(rest)).join("-");
}

/** @param {string} text */
function inFives(text) {
  return text.match(/.{1,5}/g) ?? [];
}

/**
 * @param {number} number
 * @param {number} length
 */
function binary(number, length) {
  return number.toString(2).padStart(length, "0");
}

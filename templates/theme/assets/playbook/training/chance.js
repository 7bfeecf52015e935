// Chance that only its seed decides: calculators/drills/chance.py, number for number.

const GOLDEN = 0x9e3779b9;

export class Chance {
  #state = 0;

  /** @param {number[]} seeds */
  constructor(...seeds) {
    seeds.forEach((seed) => (this.#state = scrambled((this.#state ^ seed) >>> 0)));
  }

  /**
   * Returns a whole number from 0 up to, not including, `end`, which is at most 2**21.
   * @param {number} end
   */
  below(end) {
    this.#state = (this.#state + GOLDEN) >>> 0;
    return Math.floor((scrambled(this.#state) * end) / 2 ** 32);
  }

  /**
   * Returns the items in another order.
   * @template T
   * @param {readonly T[]} items
   */
  shuffled(items) {
    const mixed = [...items];
    for (let last = mixed.length - 1; last > 0; last -= 1) {
      const other = this.below(last + 1);
      const [one] = mixed.splice(other, 1, /** @type {T} */ (mixed[last]));
      mixed[last] = /** @type {T} */ (one);
    }
    return mixed;
  }
}

/** @param {number} number */
function scrambled(number) {
  let mixed = number ^ (number >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

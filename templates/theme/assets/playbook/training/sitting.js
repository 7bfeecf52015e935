// The questions of a sitting: playbook/training/exam.py, question for question.

import { Chance } from "./chance.js";

/**
 * Returns `count` questions, the same for the same number: of every skill as many as of any other, each about another
 * boundary as long as there are some left.
 * @template {{ skill: string, boundary?: string }} T
 * @param {readonly T[]} pool
 * @param {number} sitting
 * @param {number} count
 */
export function picked(pool, sitting, count) {
  const mixed = new Chance(sitting).shuffled(pool);
  const varied = byTurns(mixed, ({ skill, boundary }) => `${skill}/${boundary}`);
  return byTurns(varied, ({ skill }) => skill).slice(0, count);
}

/**
 * Returns the items so that each kind has had its first before any has its second.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => string} kindOf
 */
function byTurns(items, kindOf) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  const turns = items.map((item) => {
    const turn = (seen.get(kindOf(item)) ?? 0) + 1;
    seen.set(kindOf(item), turn);
    return { item, turn };
  });
  return turns.sort((one, other) => one.turn - other.turn).map(({ item }) => item);
}

// The way through a tree of questions that some answers lead.

import { cellOf } from "../python/cells.js";
import { plainChoice, plainNumber } from "../shared/hash.js";

/** @typedef {import("../python/cells.js").Cells & { id: string, short: string }} Factor */
/** @typedef {{ label: string, cells: number[], value: string, node: number }} Option `node` is the one that follows */
/** @typedef {{ factor: number, options: Option[] }} Question */
/** @typedef {import("../python/messages.js").Result & { options?: undefined, level: string | number }} Settled */
/** @typedef {{ root: number, factors: Factor[], nodes: (Question | Settled)[] }} Tree */
/** @typedef {{ node: number, id: string, option: Option }} Step a question answered, with its factor's id */
/** @typedef {Map<string, number[]>} Answers cells by factor id */

/**
 * Returns the answers among `values`, texts by factor id. What names no factor, or no cell of it, is left out.
 * @param {Tree} tree
 * @param {Map<string, string>} values
 */
export function answersOf(tree, values) {
  /** @type {Answers} */
  const answers = new Map();
  for (const factor of tree.factors) {
    const text = values.get(factor.id);
    const plain = factor.numbers ? plainNumber : plainChoice;
    const cell = text === undefined ? null : (cellOf(factor, text) ?? cellOf(factor, plain(text)));
    if (cell !== null) {
      answers.set(factor.id, [cell]);
    }
  }
  return answers;
}

/**
 * Follows the answers from the first question: the questions answered, and the number of the node where they end. An
 * answer holds where one option has all its cells.
 * @param {Tree} tree
 * @param {Answers} answers
 */
export function walk(tree, answers) {
  /** @type {Step[]} */
  const steps = [];
  let node = tree.root;
  for (;;) {
    const { id, options } = questionAt(tree, node);
    const cells = answers.get(id);
    const option = cells && options.find((each) => cells.every((cell) => each.cells.includes(cell)));
    if (!option) {
      return { steps, node };
    }
    steps.push({ node, id, option });
    node = option.node;
  }
}

/**
 * Returns the factor id and the options of the question at a node; of a settled case there are none.
 * @param {Tree} tree
 * @param {number} node
 */
export function questionAt({ nodes, factors }, node) {
  const found = nodes[node];
  const id = found?.options && factors[found.factor]?.id;
  return id === undefined ? { id: "", options: [] } : { id, options: found?.options ?? [] };
}

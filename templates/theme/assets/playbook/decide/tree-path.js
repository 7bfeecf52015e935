// The way through a tree of questions that some answers lead.

import { cellOf } from "../python/cells.js";

// Returns the answers among `values` (Map of factor id -> text) as a Map of factor id -> cells. What names no factor, or
// no cell of it, is left out.
export function answersOf(data, values) {
  const answers = new Map();
  for (const factor of data.factors) {
    const cell = values.has(factor.id) ? cellOf(factor, values.get(factor.id)) : null;
    if (cell !== null) {
      answers.set(factor.id, [cell]);
    }
  }
  return answers;
}

// Follows the answers from the first question. Returns { steps, node }: the questions answered, each with its node,
// factor id and option, and the number of the node where they end. An answer holds where one option has all its cells.
export function walk(data, answers) {
  const steps = [];
  let node = data.root;
  for (;;) {
    const { options, factor } = data.nodes[node];
    const id = options && data.factors[factor].id;
    const cells = answers.get(id);
    const option = cells && options.find((option) => cells.every((cell) => option.cells.includes(cell)));
    if (!option) {
      return { steps, node };
    }
    steps.push({ node, id, option });
    node = option.node;
  }
}

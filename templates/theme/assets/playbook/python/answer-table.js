// Answers looked up in the table that the build made by asking Python in every case. There is no rule in it, and none here.

import { cellOf } from "./cells.js";

// Returns the results for `inputs`, a form's: machine values by result id, and `display`. null where the table has none:
// something is missing, or is not a plain number in its range. What to say of that only Python knows.
export function lookUp(table, inputs) {
  let place = 0;
  for (const field of table.fields) {
    const cell = cellIn(field, String(inputs[field.id] ?? ""));
    if (cell === null) {
      return null;
    }
    place = field.next[place][cell];
  }
  const result = { display: {} };
  table.results.forEach(({ id, values }, at) => {
    [result[id], result.display[id]] = values[table.answers[place][at]];
  });
  return result;
}

// Returns whether `result`, Python's, says the same as `found`, the table's.
export function agrees(found, result) {
  return Object.entries(found.display).every(
    ([id, text]) => result.display[id] === text && (result[id] ?? null) === found[id],
  );
}

function cellIn(field, text) {
  const given = text === "" ? (field.default ?? "") : text;
  return given === "" && field.required ? null : cellOf(field, given);
}

// Tables as scripts draw them: headers of rows and columns, cells of text.

/**
 * Fills a table.
 * @param {HTMLElement} table
 * @param {HTMLElement[]} head the cells of its first line
 * @param {HTMLElement[][]} lines
 */
export function fillTable(table, head, lines) {
  const [above, below] = [document.createElement("thead"), document.createElement("tbody")];
  above.append(line(head));
  below.append(...lines.map(line));
  table.replaceChildren(above, below);
}

/**
 * @param {string} text
 * @param {"col" | "row"} scope
 */
export function header(text, scope) {
  return Object.assign(document.createElement("th"), { textContent: text, scope });
}

export function cell(text = "") {
  return Object.assign(document.createElement("td"), { textContent: text });
}

/** @param {HTMLElement[]} cells */
function line(cells) {
  const row = document.createElement("tr");
  row.append(...cells);
  return row;
}

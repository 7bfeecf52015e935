// Bars for the lines of a table: drawn as SVG in the page's colours. The table beside it says the same in words, so
// that a chart is one picture with a name to those who hear the page.

/** @typedef {{ label: string, value: number, text: string }} Bar a number of 0 or more, and its words */

const SVG = "http://www.w3.org/2000/svg";
const LINE = 26;
const WIDTH = 320;
const LABEL = 112; // for the names before the bars
const WORDS = 72; // for the values after them

/**
 * Returns a figure with `title` and a bar for each line.
 * @param {string} title
 * @param {Bar[]} lines
 */
export function chart(title, lines) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  caption.textContent = title;
  const most = Math.max(...lines.map(({ value }) => value));
  const picture = element("svg", { viewBox: `0 0 ${WIDTH} ${lines.length * LINE}`, role: "img", "aria-label": title });
  picture.append(...lines.flatMap((line, at) => bar(line, at * LINE, most)));
  figure.append(caption, picture);
  return figure;
}

/**
 * @param {Bar} line
 * @param {number} top
 * @param {number} most
 */
function bar({ label, value, text }, top, most) {
  const width = most ? ((WIDTH - LABEL - WORDS) * value) / most : 0;
  const middle = top + LINE / 2;
  return [
    element("text", { x: LABEL - 6, y: middle, "text-anchor": "end", "dominant-baseline": "central" }, short(label)),
    element("rect", { x: LABEL, y: top + 4, width: Math.max(width, 1), height: LINE - 8 }),
    element("text", { x: LABEL + width + 6, y: middle, "dominant-baseline": "central" }, text),
  ];
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function element(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, String(value)));
  made.append(text);
  return made;
}

/**
 * A name longer than its place is cut; the table has it whole.
 * @param {string} label
 */
function short(label) {
  return label.length > 9 ? `${label.slice(0, 8)}…` : label;
}

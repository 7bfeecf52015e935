// What a page gives its scripts: places by their `data-part`, templates of the same name, and data. All words are the
// page's. A page without a place that its script needs is a fault of ours, and said where it is looked for.

/**
 * @template {Element} T
 * @typedef {abstract new (...given: never[]) => T} Kind the class of an element
 */

/**
 * Returns the first element for `selector` within `root`; null if there is none of this kind.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {Kind<T>} [kind]
 */
export function find(root, selector, kind) {
  return ofKind(root.querySelector(selector), kind);
}

/**
 * Returns the first element for `selector` within `root`.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {Kind<T>} [kind]
 */
export function need(root, selector, kind) {
  const found = find(root, selector, kind);
  if (!found) {
    throw new Error(`the page has no ${selector}`);
  }
  return found;
}

/**
 * Returns every element for `selector` within `root`.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {Kind<T>} [kind]
 */
export function all(root, selector, kind) {
  return [...root.querySelectorAll(selector)].flatMap((each) => ofKind(each, kind) ?? []);
}

/**
 * Returns the place `name` within `root`.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} name
 * @param {Kind<T>} [kind]
 */
export function part(root, name, kind) {
  return need(root, `[data-part="${name}"]:not(template)`, kind);
}

/**
 * Returns the button or other control for `action` within `root`.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} action
 * @param {Kind<T>} [kind]
 */
export function control(root, action, kind) {
  return need(root, `[data-action="${action}"]`, kind);
}

/**
 * Returns a copy of the template `name`, filled in: `texts` holds what goes into which of its parts. It is imported,
 * not cloned: in a template's own document a link leads nowhere, and takes no hash.
 * @param {ParentNode} root
 * @param {string} name
 * @param {Record<string, string | number>} [texts]
 */
export function copyOf(root, name, texts = {}) {
  return filledIn(need(root, `template[data-part="${name}"]`, HTMLTemplateElement), texts);
}

/**
 * Returns the first element of a copy of the template `name`, filled in.
 * @param {ParentNode} root
 * @param {string} name
 * @param {Record<string, string | number>} [texts]
 */
export function itemOf(root, name, texts) {
  return need(copyOf(root, name, texts), "*");
}

/**
 * Returns the element for `selector` that an event came from or through; null if there is none of this kind.
 * @template {Element} [T=HTMLElement]
 * @param {{ target: EventTarget | null }} event
 * @param {string} selector
 * @param {Kind<T>} [kind]
 */
export function origin({ target }, selector, kind) {
  return target instanceof Element ? ofKind(target.closest(selector), kind) : null;
}

/**
 * Returns the data that the page gives an element, as JSON in a script right below it; null if it gives none. Words
 * that a script fills in, or puts together, are its `words`; all others stand in the page.
 * @param {ParentNode} root
 * @param {string} [selector] where the script stands elsewhere
 * @returns {unknown}
 */
export function dataOf(root, selector = ":scope > script[type='application/json']") {
  return JSON.parse(find(root, selector)?.textContent ?? "null");
}

/**
 * Shows those elements with the attribute data-`name` that have this value, and hides the others.
 * @param {ParentNode} root
 * @param {string} name
 * @param {string | null | undefined} value
 */
export function showOnly(root, name, value) {
  for (const each of all(root, `[data-${name}]`)) {
    each.hidden = each.getAttribute(`data-${name}`) !== value;
  }
}

/**
 * Returns texts as the items of a list.
 * @param {string[]} texts
 */
export function listed(texts) {
  return texts.map((text) => Object.assign(document.createElement("li"), { textContent: text }));
}

/**
 * Returns what `draw` makes; where that fails, an element with the entry's name alone: no record hides the others.
 * @param {string} tag
 * @param {string} name
 * @param {() => HTMLElement} draw
 */
export function drawn(tag, name, draw) {
  try {
    return draw();
  } catch {
    return Object.assign(document.createElement(tag), { textContent: name });
  }
}

/**
 * @param {HTMLTemplateElement} template
 * @param {Record<string, string | number>} texts
 */
function filledIn(template, texts) {
  const copy = document.importNode(template.content, true);
  for (const [name, text] of Object.entries(texts)) {
    part(copy, name).textContent = String(text);
  }
  return copy;
}

/**
 * @template {Element} T
 * @param {Element | null} element
 * @param {Kind<T>} [kind]
 * @returns {T | null}
 */
function ofKind(element, kind) {
  const wanted = kind ?? HTMLElement;
  return element instanceof wanted ? /** @type {T} */ (element) : null;
}

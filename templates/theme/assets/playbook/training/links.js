import { need } from "../shared/page.js";

/**
 * Returns copies of the page's links to sources or pages.
 * @param {ParentNode} root
 * @param {"source" | "page"} kind
 * @param {string[]} ids
 */
export function links(root, kind, ids) {
  const all = need(root, 'template[data-part="links"]', HTMLTemplateElement).content;
  return ids.map((id) => document.importNode(need(all, `[data-${kind}="${CSS.escape(id)}"]`), true));
}

import { find, need } from "../shared/page.js";

/**
 * Returns copies of the page's links to sources or pages.
 * @param {ParentNode} root
 * @param {"source" | "page"} kind
 * @param {string[]} ids
 */
export function links(root, kind, ids) {
  const all = need(root, 'template[data-part="links"]', HTMLTemplateElement).content;
  return ids.flatMap((id) => {
    const link = find(all, `[data-${kind}="${CSS.escape(id)}"]`); // a sitting may be older than the page
    return link ? [document.importNode(link, true)] : [];
  });
}

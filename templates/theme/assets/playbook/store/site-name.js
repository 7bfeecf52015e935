/** What keeps the handbooks of one host apart: the theme knows the site's own folder. */
export function siteName() {
  return `playbook ${globalThis.__md_scope?.pathname ?? "/"}`;
}

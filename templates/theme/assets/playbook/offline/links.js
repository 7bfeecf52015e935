// A folder on disk, and some hosts, do not know that folder/ means folder/index.html. A page whose own address names its file
// stands in such a place: its links then name theirs, those too that come later, as the search's do.

if (location.pathname.endsWith("/index.html")) {
  const complete = () => document.querySelectorAll("a[href]").forEach(spell);
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", complete) : complete();
  for (const kind of ["click", "auxclick", "contextmenu"]) {
    addEventListener(kind, ({ target }) => spell(target.closest?.("a[href]")), { capture: true });
  }
}

function spell(link) {
  if (link && link.protocol === location.protocol && link.host === location.host && link.pathname.endsWith("/")) {
    link.pathname += "index.html";
  }
}

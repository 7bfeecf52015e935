// For folders on disk, and for hosts that do not know that folder/ means folder/index.html. A page whose own address names its
// file stands in such a place: its links then name theirs, those too that come later, as the search's do.

import "iframe-worker/shim"; // from a disk, browsers start no workers; the theme's search needs one

if (location.protocol === "file:") {
  document.querySelector("link[rel='manifest']")?.remove(); // nothing to install, and asking for it is an error there
}

if (location.pathname.endsWith("/index.html")) {
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("a[href]").forEach(spell));
  for (const kind of ["click", "auxclick", "contextmenu"]) {
    addEventListener(kind, ({ target }) => spell(target.closest?.("a[href]")), { capture: true });
  }
}

function spell(link) {
  if (link && link.protocol === location.protocol && link.host === location.host && link.pathname.endsWith("/")) {
    link.pathname += "index.html";
  }
}

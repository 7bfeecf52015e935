// The handbook as a folder on a disk, or on a host that does not know what is meant by an address that ends in a slash:
// there a link has to name its index.html. A page whose own address names its file stands in such a place: its links
// then name theirs, those too that come later, as the search's do.

import { all, find, origin } from "../shared/page.js";

if (location.protocol === "file:") {
  find(document, "link[rel='manifest']")?.remove(); // nothing to install, and asking for it is an error there
}

if (location.pathname.endsWith("/index.html")) {
  document.addEventListener("DOMContentLoaded", () => all(document, "a[href]", HTMLAnchorElement).forEach(spell));
  for (const kind of ["click", "auxclick", "contextmenu"]) {
    const follow = (/** @type {Event} */ event) => {
      const link = origin(event, "a[href]", HTMLAnchorElement);
      if (link) {
        spell(link);
      }
    };
    addEventListener(kind, follow, { capture: true });
  }
}

/** @param {HTMLAnchorElement} link */
function spell(link) {
  if (link.protocol === location.protocol && link.host === location.host && link.pathname.endsWith("/")) {
    link.pathname += "index.html";
  }
}

// Buttons that copy a text of the page: [data-copy] names the text's element. The words stand in the page.

import { copyAndSay } from "./clipboard.js";
import { all, need } from "./page.js";

for (const button of all(document, "[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = need(document, `#${CSS.escape(button.dataset.copy ?? "")}`);
    void copyAndSay(text, button.parentElement ?? document);
  });
}

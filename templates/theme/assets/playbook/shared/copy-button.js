// Buttons that copy a text of the page: [data-copy] names the text's element. The words stand in the page.

import { copyAndSay } from "./clipboard.js";

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () =>
    copyAndSay(document.getElementById(button.dataset.copy), button.parentElement),
  );
}

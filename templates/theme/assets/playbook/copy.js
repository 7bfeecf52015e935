// Copies a text of the page: by the clipboard, else by the old command, else by leaving it selected for the reader's own
// hand; says which. Browsers inside chat apps refuse the first two. The words stand in the page.

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const way = await copy(document.getElementById(button.dataset.copy));
    for (const word of button.parentElement.querySelectorAll("[data-copied]")) {
      word.hidden = word.dataset.copied !== way;
    }
  });
}

// Returns "clipboard" if the text was copied, "selection" if it is only selected.
async function copy(place) {
  try {
    await navigator.clipboard.writeText(place.innerText);
    return "clipboard";
  } catch {
    getSelection().selectAllChildren(place);
    return commandCopied() ? "clipboard" : "selection";
  }
}

function commandCopied() {
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

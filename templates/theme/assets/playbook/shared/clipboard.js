// Copies a text of the page: by the clipboard, else by the old command, else by leaving it selected for the reader's own
// hand. Browsers inside chat apps refuse the first two.

// Returns "clipboard" if the text of `place` was copied, "selection" if it is only selected.
export async function copy(place) {
  try {
    await navigator.clipboard.writeText(place.innerText);
    return "clipboard";
  } catch {
    getSelection().selectAllChildren(place);
    return commandCopied() ? "clipboard" : "selection";
  }
}

// Copies, and shows the words in `region` for the way it went.
export async function copyAndSay(place, region) {
  const way = await copy(place);
  for (const word of region.querySelectorAll("[data-copied]")) {
    word.hidden = word.dataset.copied !== way;
  }
}

function commandCopied() {
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

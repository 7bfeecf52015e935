// Files that the reader chooses: their text goes into the field beside the button, and stays on this device. Files that the
// reader is given.

const READ = 60_000; // ms, in which every browser has taken it

// Lets the file inputs of `form`, [data-file-for], fill the field that they name.
export function takeFiles(form, signal) {
  for (const chooser of form.querySelectorAll("[data-file-for]")) {
    chooser.addEventListener("change", () => fill(form, chooser), { signal });
  }
}

async function fill(form, chooser) {
  const [file] = chooser.files;
  if (file) {
    const field = form.elements[chooser.dataset.fileFor];
    field.value = await textOf(file);
    chooser.value = ""; // the same file, mended, is a change again
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// Offers a Blob to the reader as a file.
export function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ);
}

// Returns a file's text: UTF-8 or, as Chinese Excel and WPS save CSV, GB18030.
export async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

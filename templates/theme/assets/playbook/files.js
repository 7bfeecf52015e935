// Files that the reader chooses: their text goes into the field beside the button, and stays on this device.

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

// Returns a file's text: UTF-8 or, as Chinese Excel and WPS save CSV, GB18030.
export async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

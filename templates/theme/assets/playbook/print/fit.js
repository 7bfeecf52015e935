// Sheets to print: their type is enlarged as far as their paper allows, and a button prints them. The style sheet sets
// the smallest type, in which a sheet is printed where no script runs. It stands as it is in documents that are printed
// to PDF, so it imports nothing.

const LARGEST = 1.8;
const STEPS = 8;

each("[data-fit]", document, fit);
each(".pb-paper", document, (paper) => {
  new ResizeObserver(() => each(".pb-sheet", paper, (sheet) => preview(sheet, paper))).observe(paper);
});
each("[data-print]", document, (button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});

/**
 * @param {string} selector
 * @param {ParentNode} root
 * @param {(element: HTMLElement) => void} task
 */
function each(selector, root, task) {
  root.querySelectorAll(selector).forEach((element) => element instanceof HTMLElement && task(element));
}

/**
 * Shows a sheet as it is printed, only smaller. Laid out that small, lines and type would be rounded into each other.
 * @param {HTMLElement} sheet
 * @param {HTMLElement} paper
 */
function preview(sheet, paper) {
  sheet.dataset.scaled = "";
  const scale = paper.clientWidth / sheet.offsetWidth;
  sheet.style.setProperty("--pb-scale", String(scale));
  sheet.style.setProperty("--pb-less", `${(scale - 1) * sheet.offsetHeight}px`); // it takes less room than its layout
}

/**
 * Measures in true millimetres, whatever the size of the preview on the screen, and halves what is left to try.
 * @param {HTMLElement} part
 */
function fit(part) {
  const sheet = /** @type {HTMLElement} */ (part.closest(".pb-sheet"));
  sheet.style.setProperty("--pb-mm", "1mm");
  let [least, most] = [1, LARGEST];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (least + most) / 2;
    part.style.setProperty("--pb-fit", String(middle));
    [least, most] = fits(part) ? [middle, most] : [least, middle];
  }
  part.style.setProperty("--pb-fit", String(least));
  sheet.style.removeProperty("--pb-mm");
}

/** @param {HTMLElement} part */
function fits(part) {
  const room = parseFloat(getComputedStyle(part).minHeight);
  return part.scrollHeight <= Math.ceil(room) && part.scrollWidth <= part.clientWidth;
}

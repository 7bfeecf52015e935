// Sheets to print: their type is enlarged as far as their paper allows, and a button prints them. The style sheet sets the
// smallest type, in which a sheet is printed where no script runs.

const LARGEST = 1.8;
const STEPS = 8;

for (const part of document.querySelectorAll("[data-fit]")) {
  fit(part);
}

for (const paper of document.querySelectorAll(".pb-paper")) {
  new ResizeObserver(() => paper.querySelectorAll(".pb-sheet").forEach((sheet) => preview(sheet, paper))).observe(paper);
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Shows a sheet as it is printed, only smaller. Laid out that small, lines and type would be rounded into each other.
function preview(sheet, paper) {
  sheet.dataset.scaled = "";
  const scale = paper.clientWidth / sheet.offsetWidth;
  sheet.style.setProperty("--pb-scale", scale);
  sheet.style.setProperty("--pb-less", `${(scale - 1) * sheet.offsetHeight}px`); // it takes less room than its layout
}

// Measures in true millimetres, whatever the size of the preview on the screen, and halves what is left to try.
function fit(part) {
  const sheet = part.closest(".pb-sheet");
  sheet.style.setProperty("--pb-mm", "1mm");
  let [least, most] = [1, LARGEST];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (least + most) / 2;
    part.style.setProperty("--pb-fit", middle);
    [least, most] = fits(part) ? [middle, most] : [least, middle];
  }
  part.style.setProperty("--pb-fit", least);
  sheet.style.removeProperty("--pb-mm");
}

function fits(part) {
  const room = parseFloat(getComputedStyle(part).minHeight);
  return part.scrollHeight <= Math.ceil(room) && part.scrollWidth <= part.clientWidth;
}

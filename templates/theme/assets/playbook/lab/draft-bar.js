// The drafts that can be chosen, and what can be undone.

import { control, itemOf, part } from "../shared/page.js";
import { changes } from "./draft.js";
import { NAMES } from "./drafts.js";

/**
 * @param {HTMLElement} root
 * @param {import("./page.js").LabPage} page
 * @param {import("./drafts.js").Drafts} drafts
 */
export function showDrafts(root, { say }, drafts) {
  const buttons = drafts.all.map((draft, at) => {
    const count = changes(draft);
    const button = itemOf(root, "draft", {
      name: say("draft", { name: NAMES[at] ?? "" }),
      changes: count > 0 ? say("draft_changes", { count }) : say("draft_none"),
    });
    button.dataset.draft = String(at);
    button.setAttribute("aria-pressed", String(at === drafts.at));
    return button;
  });
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.draft : undefined;
  part(root, "drafts").replaceChildren(...buttons);
  buttons.find(({ dataset }) => dataset.draft === focused)?.focus();
  control(root, "undo", HTMLButtonElement).disabled = !drafts.canUndo;
  control(root, "redo", HTMLButtonElement).disabled = !drafts.canRedo;
  control(root, "anew", HTMLButtonElement).disabled = changes(drafts.current) === 0;
}

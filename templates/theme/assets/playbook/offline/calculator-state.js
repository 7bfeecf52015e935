// How far the page's calculator is, if there is one: its Python is fetched first.

/** Resolves when the page's calculator has its Python, or cannot have it, or when there is none. */
export async function calculatorIsSettled() {
  await until((state) => state === "ready" || state === "failed");
}

/** Resolves to true once the page's calculator has its Python; a page without one says false at once. */
export function pythonRuns() {
  return until((state) => state === "ready");
}

/**
 * Resolves to true once the calculator is in a state that is waited for; to false where there is no calculator.
 * @param {(state: string | null) => boolean} isIt
 * @returns {Promise<boolean>}
 */
function until(isIt) {
  const calculator = document.querySelector("playbook-calculator");
  return new Promise((resolve) => {
    const observer = new MutationObserver(look);
    if (calculator) {
      observer.observe(calculator, { attributeFilter: ["state"] });
      look();
    } else {
      resolve(false);
    }

    function look() {
      if (isIt(calculator?.getAttribute("state") ?? null)) {
        observer.disconnect();
        resolve(true);
      }
    }
  });
}

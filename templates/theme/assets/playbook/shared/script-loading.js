// Scripts that come when they are asked for.

/**
 * Resolves when the script has run. Asked again, the browser has it, and runs it again: it only defines. Where it does
 * not come, or is damaged, the host itself is asked once more: the browser's cache would give the same again.
 * @param {string} address
 * @returns {Promise<void>}
 */
export async function loadScript(address) {
  if (await hasRun(address)) {
    return;
  }
  const whole = await fetch(address, { cache: "reload" }).then((answer) => answer.blob(), () => null);
  if (!whole || !(await hasRun(address))) {
    throw new Error(`no script at ${address}`);
  }
}

/**
 * Resolves to whether the script came, and is one.
 * @param {string} address
 * @returns {Promise<boolean>}
 */
function hasRun(address) {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = address;
    let failed = false;
    const note = (/** @type {ErrorEvent} */ { error, filename }) => {
      failed ||= error instanceof SyntaxError && filename === script.src;
    };
    const settle = (/** @type {boolean} */ ran) => {
      removeEventListener("error", note);
      resolve(ran);
    };
    addEventListener("error", note);
    script.addEventListener("load", () => settle(!failed));
    script.addEventListener("error", () => settle(false));
    document.head.append(script);
  });
}

/** Returns whether there is anything to ask: a network, a folder on disk, or a service worker that has it. */
export function canAsk() {
  // Pages that come by plain http have no service workers.
  const { serviceWorker } = /** @type {Partial<Navigator>} */ (navigator);
  return navigator.onLine || location.protocol === "file:" || Boolean(serviceWorker?.controller);
}

// Scripts that come when they are asked for.

/**
 * Resolves when the script has run. Asked again, the browser has it, and runs it again: it only defines.
 * @param {string} address
 * @returns {Promise<void>}
 */
export function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(`no script at ${address}`)));
    document.head.append(script);
  });
}

/** Returns whether there is anything to ask: a network, a folder on disk, or a service worker that has it. */
export function canAsk() {
  // Pages that come by plain http have no service workers.
  const { serviceWorker } = /** @type {Partial<Navigator>} */ (navigator);
  return navigator.onLine || location.protocol === "file:" || Boolean(serviceWorker?.controller);
}

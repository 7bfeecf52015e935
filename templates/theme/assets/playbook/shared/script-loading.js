// Scripts that come when they are asked for.

// Resolves when the script has run. Asked again, the browser has it, and runs it again: it only defines.
export function loaded(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

// Returns whether there is anything to ask: a network, a folder on disk, or a service worker that has it.
export function canAsk() {
  return navigator.onLine || location.protocol === "file:" || Boolean(navigator.serviceWorker?.controller);
}

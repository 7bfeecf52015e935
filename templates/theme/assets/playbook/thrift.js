// Returns whether the reader pays for every byte, or waits for each: then nothing is fetched that nobody has asked for.
export function isThrifty() {
  const { saveData, effectiveType = "" } = navigator.connection ?? {};
  return Boolean(saveData) || effectiveType.endsWith("2g");
}

// Calls `task` when the browser has nothing better to do.
export function whenIdle(task) {
  (globalThis.requestIdleCallback ?? ((later) => setTimeout(later, 1000)))(task);
}

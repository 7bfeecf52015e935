// Returns whether the reader pays for every byte, or waits for each: then nothing is fetched that nobody has asked for.
export function isThrifty() {
  const { saveData, effectiveType = "" } = navigator.connection ?? {};
  return Boolean(saveData) || effectiveType.endsWith("2g");
}

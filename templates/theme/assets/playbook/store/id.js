/**
 * Returns an id for a new record that no other has, on this device or another: the moment of its beginning, and chance.
 * Where the page is not secure there is no randomUUID.
 */
export function newId(now = Date.now()) {
  const chance = () => Math.random().toString(36).slice(2, 10);
  return `${now.toString(36)}-${chance()}${chance()}`;
}

/** Asks the browser not to clear what is kept here. It may say no; nothing is lost by asking. */
export function keepForGood() {
  // Pages that come by plain http, and older browsers, have no storage manager.
  const { storage } = /** @type {{ storage?: Partial<StorageManager> }} */ (navigator);
  storage?.persist?.().catch(() => {});
}

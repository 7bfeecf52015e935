/**
 * Returns a task that does not begin again while it is under way: what is pressed twice is meant once.
 * @template {unknown[]} A
 * @param {(...given: A) => Promise<unknown>} task
 * @returns {(...given: A) => Promise<void>}
 */
export function oneAtATime(task) {
  let isUnderWay = false;
  return async (...given) => {
    if (!isUnderWay) {
      isUnderWay = true;
      await task(...given).finally(() => (isUnderWay = false));
    }
  };
}

// What all custom elements have in common: whatever they listen to or wait for ends when they leave the page.

export class PageElement extends HTMLElement {
  /** @type {AbortController | null} */
  #leaving = null;

  connectedCallback() {
    this.#leaving = new AbortController();
    this.connected(this.#leaving.signal);
  }

  disconnectedCallback() {
    this.#leaving?.abort();
  }

  /**
   * Sets the element up, each time that it comes onto a page.
   * @param {AbortSignal} _leaving aborts when the element leaves it
   */
  connected(_leaving) {
    // An element may need nothing.
  }
}

/**
 * Calls `task` every `span` ms until `signal` aborts.
 * @param {number} span
 * @param {() => void} task
 * @param {AbortSignal} signal
 */
export function every(span, task, signal) {
  const timer = setInterval(task, span);
  signal.addEventListener("abort", () => clearInterval(timer));
}

/** Calls a task once nobody has asked for it for a while. */
export class Pause {
  #span;
  #task;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {number} span ms
   * @param {() => void} task
   */
  constructor(span, task) {
    this.#span = span;
    this.#task = task;
  }

  /** Begins the wait, anew where it has begun. */
  begin() {
    this.end();
    this.#timer = setTimeout(this.#task, this.#span);
  }

  /** Ends the wait without calling the task. */
  end() {
    clearTimeout(this.#timer);
  }
}

// Questions to Python about the draft: what it changes first, then what follows from that. Only the last draft counts:
// what is under way for another is finished, and not shown.

/** @typedef {(isLatest: () => boolean) => Promise<void>} Step */

export class Asking {
  /** @type {Step[] | null} */
  #next = null;
  #busy = false;
  #fail;

  /** @param {(error: unknown) => void} fail is told what a step throws */
  constructor(fail) {
    this.#fail = fail;
  }

  /** @param {Step[]} steps each shows what it finds out, unless something newer is asked meanwhile */
  ask(steps) {
    this.#next = steps;
    void this.#run();
  }

  async #run() {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    while (this.#next) {
      const steps = this.#next;
      this.#next = null;
      await this.#all(steps);
    }
    this.#busy = false;
  }

  /** @param {Step[]} steps */
  async #all(steps) {
    const isLatest = () => this.#next === null;
    try {
      for (const step of steps) {
        if (isLatest()) {
          await step(isLatest);
        }
      }
    } catch (error) {
      this.#fail(error);
    }
  }
}

// Tells the site's other tabs that a record has changed; what it says stays in its tab.

export class Notices {
  #channel = null;
  #listening = new AbortController();
  #key;

  constructor(name, hear) {
    this.#key = `${name} changed`;
    if (globalThis.BroadcastChannel) {
      this.#channel = new BroadcastChannel(name);
      this.#channel.onmessage = ({ data }) => hear(data);
      return;
    }
    // Other tabs are told of what is written to localStorage.
    const options = { signal: this.#listening.signal };
    addEventListener("storage", ({ key, newValue }) => key === this.#key && newValue && hear(JSON.parse(newValue)), options);
  }

  send(change) {
    if (this.#channel) {
      this.#channel.postMessage(change);
      return;
    }
    try {
      localStorage.setItem(this.#key, JSON.stringify(change));
      localStorage.removeItem(this.#key); // an equal change later is news, too
    } catch {
      // The other tabs will see the change when they are loaded again.
    }
  }

  close() {
    this.#channel?.close();
    this.#listening.abort();
  }
}

// In the place of a worker: Pyodide in the page itself, as pyodide-mkdocs-theme starts it, with the stock loader from a
// script element and everything on the page's own thread.

globalThis.Worker = class extends EventTarget {
  #python;

  constructor(address) {
    super();
    this.#python = this.#start(new URL("stock/", address).href);
    this.#python.then(() => this.#say({ type: "ready" }));
  }

  async postMessage({ id, ...question }) {
    const answer = await this.#python;
    this.#say({ id, ...JSON.parse(answer(JSON.stringify(question))) });
  }

  terminate() {}

  #say(data) {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  async #start(folder) {
    await new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = `${folder}pyodide.js`;
      script.addEventListener("load", resolve);
      document.head.append(script);
    });
    this.#say({ type: "started" });
    const pyodide = await loadPyodide();
    const archive = await fetch(`${folder}calculators.zip`);
    pyodide.unpackArchive(await archive.arrayBuffer(), "zip", { extractDir: "/calculators" });
    pyodide.pyimport("sys").path.append("/calculators");
    return pyodide.pyimport("bridge").answer;
  }
};

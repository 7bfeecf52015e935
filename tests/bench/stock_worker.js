// The worker as Pyodide's documentation writes one: stock files, stock loader, the calculators as Python sources.

import { loadPyodide } from "./stock/pyodide.mjs";

postMessage({ type: "started" });
const python = start();
python.then(() => postMessage({ type: "ready" }));

addEventListener("message", async ({ data: { id, ...question } }) => {
  const answer = await python;
  postMessage({ id, ...JSON.parse(answer(JSON.stringify(question))) });
});

async function start() {
  const pyodide = await loadPyodide({ indexURL: new URL("stock/", import.meta.url).href });
  const archive = await fetch(new URL("stock/calculators.zip", import.meta.url));
  pyodide.unpackArchive(await archive.arrayBuffer(), "zip", { extractDir: "/calculators" });
  pyodide.pyimport("sys").path.append("/calculators");
  return pyodide.pyimport("bridge").answer;
}

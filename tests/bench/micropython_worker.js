// The lower bound: the smallest Python there is, which gives one answer that was worked out before.

import { loadMicroPython } from "./stock/micropython.mjs";

postMessage({ type: "started" });
const python = start();
python.then(() => postMessage({ type: "ready" }));

addEventListener("message", async ({ data: { id } }) => {
  const answer = await python;
  postMessage({ id, ...JSON.parse(answer()) });
});

async function start() {
  const micropython = await loadMicroPython({ url: new URL("stock/micropython.wasm", import.meta.url).href });
  const source = await fetch(new URL("stock/answer.py", import.meta.url));
  micropython.runPython(await source.text());
  return micropython.globals.get("answer");
}

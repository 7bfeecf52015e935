// Python, off the main thread. Started by client.js; loads the engine at once and answers when it runs.
//
// From the page: { id, name, inputs }, to be answered with { id, result }, { id, error: { field, message } } or
// { id, failure }. On its own account: { type: "started" }, { type: "progress", loaded, total }, { type: "ready" } and,
// once and for all, { type: "failed", code, detail }.

import { Failure, bytes, fetchAnew, payload } from "../shared/download.js";

// What the build writes before this script: the engine's lock, and the files with their sizes and hashes. Being part of
// the script, it cannot be of another version.
const { lock, payloads } = globalThis.RUNTIME;
const FOLDER = new URL("runtime/", location.href);
const ARCHIVE = "/calculators.zip";
const NEVER = new Promise(() => {});

if (location.hash === "#anew") {
  fetchAnew();
}

postMessage({ type: "started" });
const python = start();
python.then(
  () => postMessage({ type: "ready" }),
  (error) => fail(error),
);

addEventListener("message", async ({ data: { id, name, inputs } }) => {
  let answer;
  try {
    answer = await python;
  } catch {
    return; // The page has been told, and asks the next worker.
  }
  try {
    postMessage({ id, ...JSON.parse(answer(JSON.stringify({ name, inputs }))) });
  } catch (error) {
    fail(error);
  }
});

function fail(error) {
  const { code, detail } = error instanceof Failure ? error : new Failure("internal", String(error));
  postMessage({ type: "failed", code, detail });
}

// Returns Python's answer function: JSON in, JSON out.
async function start() {
  // Whatever runs the engine inflates too: Chrome 112, Firefox 114, Safari 16.4.
  if (typeof DecompressionStream === "undefined") {
    throw new Failure("unsupported", "DecompressionStream");
  }
  const { files, failure } = download(payloads);
  return Promise.race([boot(files), failure]);
}

// Starts every download. Returns the files by name and a promise that rejects as soon as one of them fails.
function download(entries) {
  const files = {};
  const total = Object.values(entries).reduce((sum, { bytes }) => sum + bytes, 0);
  let loaded = 0;
  const count = (more) => {
    loaded += more;
    postMessage({ type: "progress", loaded: Math.min(Math.round(loaded), total), total });
  };
  for (const [name, entry] of Object.entries(entries)) {
    files[name] = { ...payload(FOLDER, entry, count), entry };
  }
  const failure = new Promise((_, reject) => {
    Object.values(files).forEach(({ done }) => done.catch(reject));
  });
  return { files, failure };
}

async function boot(files) {
  const { loadPyodide } = await run(files["engine.js"]);
  const library = new URL("python_stdlib.zip", FOLDER).href;
  // The engine asks for its two files by address. It gets them from here, with the type that lets the browser compile
  // while it receives; the loader itself would wait for ever where one of them fails.
  const responses = {
    [new URL("pyodide.asm.wasm", FOLDER).href]: () =>
      new Response(files["engine.wasm"].body, { headers: { "content-type": "application/wasm" } }),
    [library]: async () => new Response(await bytes(files["library.zip"]).catch(() => NEVER)),
  };
  const network = globalThis.fetch;
  globalThis.fetch = async (resource) => responses[String(resource)]();
  const settings = {
    indexURL: FOLDER.href,
    packageBaseUrl: FOLDER.href,
    stdLibURL: library,
    lockFileContents: lock,
  };
  const pyodide = await Promise.race([refusal(files["engine.wasm"]), loadPyodide(settings)]);
  globalThis.fetch = network;
  pyodide.FS.writeFile(ARCHIVE, await bytes(files["calculators.zip"]));
  pyodide.pyimport("sys").path.append(ARCHIVE);
  return pyodide.pyimport("bridge").answer;
}

// Returns a promise that rejects if the browser refuses the engine's code though it came whole, for want of memory perhaps.
// The loader keeps that to itself, and waits.
function refusal({ done }) {
  const { instantiateStreaming } = WebAssembly;
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = (...given) => {
      const engine = instantiateStreaming.apply(WebAssembly, given);
      engine.catch((error) => done.then(() => reject(error), () => {}));
      return engine;
    };
  });
}

// Runs a script that has been downloaded and checked; where the host's policy forbids that, its plain copy.
async function run(file) {
  const script = await bytes(file);
  if (allowsInflatedScripts(await file.response)) {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    try {
      return await import(address);
    } catch {
      // The host forbids it after all.
    } finally {
      URL.revokeObjectURL(address);
    }
  }
  return import(new URL(file.entry.script, FOLDER));
}

// Under a policy that names no blob: scripts, only the plain copies can be run. A worker has its host's policy, not the
// page's, and its files come from the same host.
function allowsInflatedScripts({ headers }) {
  const policy = headers.get("content-security-policy") ?? "";
  const sources = /script-src(?:-elem)?\s([^;,]*)/.exec(policy) ?? /default-src\s([^;,]*)/.exec(policy);
  return !sources || sources[1].includes("blob:");
}

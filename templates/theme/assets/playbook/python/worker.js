// Python, off the main thread. Started by client.js; loads the engine at once and answers when it runs. What goes to
// and fro is in messages.d.ts.

import { Failure, bytes, payload } from "../shared/download.js";

/** @typedef {import("../shared/download.js").Entry} Entry */
/** @typedef {import("../shared/download.js").Payload & { entry: Entry }} File */
/** @typedef {"engine.js" | "engine.wasm" | "library.zip" | "calculators.zip"} Name */
/** @typedef {Record<Name, File>} Files */
/** @typedef {(request: string) => string} Answer JSON in, JSON out */
/**
 * What is used of the engine.
 * @typedef {object} Pyodide
 * @property {{ writeFile: (path: string, content: Uint8Array) => void }} FS
 * @property {(name: string) => { path: { append: (path: string) => void }, answer: Answer }} pyimport
 */
/**
 * The engine's script, which asks the functions given to `provide` for its files (playbook/browser/bundle.py).
 * @typedef {object} Engine
 * @property {(settings: Record<string, unknown>) => Promise<Pyodide>} loadPyodide
 * @property {(fetch: typeof globalThis.fetch, webAssembly: typeof WebAssembly) => void} provide
 */

// What the build writes before this script: the engine's lock, and the files with their sizes and hashes. Being part of
// the script, it cannot be of another version.
const { lock, payloads } = globalThis.RUNTIME;
const FOLDER = new URL("runtime/", location.href);
const ARCHIVE = "/calculators.zip";
/** @type {RequestCache} what came last time proved wrong: the host itself is asked */
const CACHE = location.hash === "#anew" ? "reload" : "default";
/** @type {Promise<never>} */
const NEVER = new Promise(() => {});

tell({ type: "started" });
const python = start();
python.then(
  () => tell({ type: "ready" }),
  (error) => fail(error),
);

addEventListener("message", ({ data }) => void reply(/** @type {import("./messages.js").Request} */ (data)));

/** @param {import("./messages.js").Request} request */
async function reply({ id, ...question }) {
  let answer;
  try {
    answer = await python;
  } catch {
    return; // The page has been told, and asks the next worker.
  }
  try {
    const said = /** @type {import("./messages.js").Answer} */ (JSON.parse(answer(JSON.stringify(question))));
    tell({ id, ...said });
  } catch (error) {
    fail(error);
  }
}

/** @param {import("./messages.js").Message} message */
function tell(message) {
  postMessage(message);
}

/** @param {unknown} error */
function fail(error) {
  tell({ type: "failed", ...Failure.told(error) });
}

/** Returns Python's answer function. */
async function start() {
  const files = download(payloads);
  const failure = Promise.all(Object.values(files).map(({ done }) => done)).then(() => NEVER);
  return Promise.race([boot(files), failure]);
}

/**
 * Starts every download. Returns the files by name.
 * @param {Record<Name, Entry>} entries
 */
function download(entries) {
  const total = Object.values(entries).reduce((sum, entry) => sum + entry.bytes, 0);
  let loaded = 0;
  const count = (/** @type {number} */ more) => {
    loaded += more;
    tell({ type: "progress", loaded: Math.min(Math.round(loaded), total), total });
  };
  const begun = (/** @type {Entry} */ entry) => ({ ...payload(FOLDER, entry, count, CACHE), entry });
  const files = Object.entries(entries).map(([name, entry]) => [name, begun(entry)]);
  return /** @type {Files} */ (Object.fromEntries(files));
}

/** @param {Files} files */
async function boot(files) {
  const { loadPyodide, provide } = await run(files["engine.js"]);
  const library = new URL("python_stdlib.zip", FOLDER).href;
  const engine = new URL("pyodide.asm.wasm", FOLDER).href;
  // The engine asks for its two files by address. It gets them from here, with the type that lets the browser compile
  // while it receives; the loader itself would wait for ever where one of them fails.
  const wasm = { headers: { "content-type": "application/wasm" } };
  const fetchFile = async (/** @type {RequestInfo | URL} */ resource) => {
    const address = new Request(resource).url;
    if (address === library) {
      return new Response(await bytes(files["library.zip"]).catch(() => NEVER));
    }
    return address === engine ? new Response(files["engine.wasm"].body, wasm) : fetch(resource);
  };
  const { compiler, refused } = watched(files["engine.wasm"]);
  provide(fetchFile, compiler);
  const settings = {
    indexURL: FOLDER.href,
    packageBaseUrl: FOLDER.href,
    stdLibURL: library,
    lockFileContents: lock,
  };
  const pyodide = await Promise.race([refused, loadPyodide(settings)]);
  provide(fetch, WebAssembly);
  pyodide.FS.writeFile(ARCHIVE, await bytes(files["calculators.zip"]));
  pyodide.pyimport("sys").path.append(ARCHIVE);
  return pyodide.pyimport("bridge").answer;
}

/**
 * Returns a WebAssembly for the engine, and a promise that rejects if the browser refuses the engine's code though it
 * came whole, for want of memory perhaps. The loader keeps that to itself, and waits.
 * @param {File} file
 */
function watched({ done }) {
  const compiler = /** @type {typeof WebAssembly} */ (Object.create(WebAssembly));
  /** @type {Promise<never>} */
  const refused = new Promise((_, reject) => {
    compiler.instantiateStreaming = (source, imports) => {
      const engine = WebAssembly.instantiateStreaming(source, imports);
      engine.catch((/** @type {Error} */ error) => done.then(() => reject(error), () => {}));
      return engine;
    };
  });
  return { compiler, refused };
}

/**
 * Runs a script that has been downloaded and checked; where the host's policy forbids that, its plain copy.
 * @param {File} file
 * @returns {Promise<Engine>}
 */
async function run(file) {
  const script = await bytes(file);
  if (allowsInflatedScripts(await file.response)) {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    try {
      return await imported(address);
    } catch {
      // The host forbids it after all.
    } finally {
      URL.revokeObjectURL(address);
    }
  }
  const plain = new URL(file.entry.script ?? "", FOLDER).href;
  if (CACHE === "reload") {
    await fetch(plain, { cache: CACHE }); // what is imported comes from the browser's cache
  }
  return imported(plain).catch(() => {
    throw new Failure("corrupt", file.entry.script ?? "");
  });
}

/**
 * @param {string} address
 * @returns {Promise<Engine>}
 */
function imported(address) {
  return import(address);
}

/**
 * Under a policy that names no blob: scripts, only the plain copies can be run. A worker has its host's policy, not the
 * page's, and its files come from the same host.
 * @param {Response} response
 */
function allowsInflatedScripts({ headers }) {
  const policy = headers.get("content-security-policy") ?? "";
  const sources = /script-src(?:-elem)?\s([^;,]*)/.exec(policy) ?? /default-src\s([^;,]*)/.exec(policy);
  return !sources || Boolean(sources[1]?.includes("blob:"));
}

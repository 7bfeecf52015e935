// What the build writes before the workers' scripts.

type Entry = import("./theme/assets/playbook/shared/download.js").Entry;
type EngineFile = "engine.js" | "engine.wasm" | "library.zip" | "calculators.zip";

/** The files of the browser's Python, and its engine's own list of packages. */
declare var RUNTIME: { lock: unknown; payloads: Record<EngineFile, Entry> };

/** Which version this is, and the files that it consists of. */
declare var BUILD: { version: string; handbook: Entry; runtime: Entry[] };

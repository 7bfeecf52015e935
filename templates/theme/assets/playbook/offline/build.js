// What the build writes before the service worker: which version this is, and the files that it consists of.

export const { version, handbook, runtime } = globalThis.BUILD;

export const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
export const SCOPE = worker.registration.scope;
export const ASSETS = new URL("assets/playbook/", SCOPE);
export const RUNTIME = new URL("runtime/", ASSETS);

// Stores are the origin's, and another handbook may stand beside this one: names begin with the scope.
const own = (/** @type {string} */ name) => `playbook ${SCOPE} ${name}`;
export const COPY = own(`version ${version}`); // the whole handbook, of this version
export const PYTHON = own("python"); // what the calculators run on; names tell the content, so versions share it
export const TABS = own("tabs"); // which open page belongs to which version
export const isOwn = (/** @type {string} */ name) => name.startsWith(own(""));
export const isCopy = (/** @type {string} */ name) => name.startsWith(own("version "));

// Stands before the engine in its script, which asks these, and not the browser's own, for its files. The worker gives
// others for as long as the engine is being loaded.

export let { fetch, WebAssembly } = globalThis;

/**
 * @param {typeof globalThis.fetch} ourFetch
 * @param {typeof globalThis.WebAssembly} ourWebAssembly
 */
export function provide(ourFetch, ourWebAssembly) {
  fetch = ourFetch;
  WebAssembly = ourWebAssembly;
}

// Files of the runtime as checked, inflated streams. Every way a download can go wrong becomes a Failure with a code;
// the words for it are the page's.

import { hexadecimal, isPage } from "./fingerprint.js";

/**
 * A file of the build: its name, how many bytes are carried, and what they are, inflated.
 * @typedef {{ file: string, bytes: number, size: number, sha256: string, script?: string }} Entry
 */
/** @typedef {"missing" | "stalled" | "network" | "corrupt" | "unsupported" | "full" | "blocked" | "internal"} Code */
/** @typedef {(bytes: number) => void} Count is told how many bytes have come over the wire */
/**
 * A file that is being downloaded.
 * @typedef {object} Payload
 * @property {ReadableStream<Bytes>} body the inflated stream, which ends only if it is what the build says
 * @property {Bytes} whole its bytes, all there once `done` is kept
 * @property {Promise<void>} done
 * @property {Promise<Response>} response the host's answer
 */
/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

// Longer than a slow network pauses, shorter than a reader waits.
const PATIENCE = 15_000;
const GZIP = 0x1f;

export class Failure extends Error {
  /**
   * @param {Code} code
   * @param {string} detail the file, or the engine's own words
   */
  constructor(code, detail) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }

  /**
   * Returns code and detail of whatever was thrown, as a message to a page has them.
   * @param {unknown} error
   */
  static told(error) {
    const { code, detail } = error instanceof Failure ? error : new Failure("internal", String(error));
    return { code, detail };
  }
}

/**
 * Resolves as `get` does. Where what comes proves wrong, or is not there, the host itself is asked once more: a cache
 * that may keep a file for ever gives a damaged one for ever.
 * @template T
 * @param {(cache: RequestCache) => Promise<T>} get
 */
export async function pastCaches(get) {
  try {
    return await get("default");
  } catch (error) {
    if (error instanceof Failure && (error.code === "corrupt" || error.code === "missing")) {
      return get("reload");
    }
    throw error;
  }
}

/**
 * Returns the response for a file of the runtime, once its headers are there.
 * @param {URL} url
 * @param {RequestCache} cache
 */
async function request(url, cache) {
  const name = url.pathname.split("/").pop() ?? "";
  const response = await named("network", name, patiently(fetch(url, { cache }), name));
  if (!response.ok) {
    throw new Failure("missing", name);
  }
  return response;
}

/**
 * Starts downloading one file of the build.
 * @param {URL} folder
 * @param {Entry} entry
 * @param {Count} count
 * @param {RequestCache} cache
 * @param {(response: Response) => void} [see] gets the host's answer before it is read, and may clone it
 * @returns {Payload}
 */
export function payload(folder, entry, count, cache, see) {
  const whole = new Uint8Array(entry.size);
  const { readable, writable } = verifier(entry, whole);
  const response = request(new URL(entry.file, folder), cache);
  const inflating = response.then((answer) => {
    see?.(answer);
    return inflated(answer, entry, count);
  });
  const done = named("corrupt", entry.file, inflating.then((stream) => stream.pipeTo(writable)));
  return { body: readable, whole, done, response };
}

/**
 * Returns all the bytes of a payload.
 * @param {Payload} payload
 */
export async function bytes({ whole, done }) {
  await done;
  return whole;
}

/**
 * @param {Response} response
 * @param {Entry} entry
 * @param {Count} count
 */
async function inflated(response, entry, count) {
  const reader = /** @type {ReadableStream<Bytes>} */ (response.body).getReader();
  const first = await read(reader, entry.file);
  // A host may declare .gz files as encoded: then the browser has inflated them already.
  const packed = first?.[0] === GZIP;
  if (!packed && isPage(response)) {
    throw new Failure("missing", entry.file);
  }
  if (packed && typeof DecompressionStream === "undefined") {
    throw new Failure("unsupported", "DecompressionStream"); // Chrome 80, Firefox 113 and Safari 16.4 have it
  }
  const share = packed ? 1 : entry.bytes / entry.size;
  let chunk = first;
  /** @type {ReadableStream<Bytes>} */
  const stream = new ReadableStream({
    async pull(controller) {
      try {
        chunk ??= await read(reader, entry.file);
      } catch (error) {
        controller.error(error);
        return;
      }
      if (!chunk) {
        controller.close();
        return;
      }
      count(chunk.length * share);
      controller.enqueue(chunk);
      chunk = undefined;
    },
  });
  return packed ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
}

/**
 * Returns the next bytes; undefined at the end.
 * @param {ReadableStreamDefaultReader<Bytes>} reader
 * @param {string} name
 */
async function read(reader, name) {
  return (await named("network", name, patiently(reader.read(), name))).value;
}

/**
 * Returns a stream that passes on what it is given, and keeps it in `whole`.
 * @param {Entry} entry
 * @param {Bytes} whole
 * @returns {TransformStream<Bytes, Bytes>}
 */
function verifier(entry, whole) {
  let size = 0;
  return new TransformStream(
    {
      transform(chunk, controller) {
        if (size + chunk.length > entry.size) {
          throw new Failure("corrupt", entry.file);
        }
        whole.set(chunk, size);
        size += chunk.length;
        controller.enqueue(chunk);
      },
      async flush() {
        if (size !== entry.size || !(await hasDigest(whole, entry.sha256))) {
          throw new Failure("corrupt", entry.file);
        }
      },
    },
    undefined,
    // Downloads run ahead of whoever uses them.
    { highWaterMark: Infinity },
  );
}

/**
 * @param {Bytes} content
 * @param {string} sha256
 */
async function hasDigest(content, sha256) {
  // Browsers have no digests on plain http other than localhost. There the size and gzip's own checksum must do.
  const { subtle } = /** @type {Partial<Crypto>} */ (crypto);
  if (!subtle) {
    return true;
  }
  const digest = await subtle.digest("SHA-256", content);
  return hexadecimal(digest) === sha256;
}

/**
 * Resolves as `promise` does; whatever it rejects with that is no Failure becomes one.
 * @template T
 * @param {Code} code
 * @param {string} name
 * @param {Promise<T>} promise
 */
async function named(code, name, promise) {
  try {
    return await promise;
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(code, name);
  }
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {string} name
 */
async function patiently(promise, name) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const stalled = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Failure("stalled", name)), PATIENCE);
  });
  try {
    return await Promise.race([promise, stalled]);
  } finally {
    clearTimeout(timer);
  }
}

// Files of the runtime as checked, inflated streams. Every way a download can go wrong becomes a Failure with a code;
// the words for it are the page's.

// Longer than a slow network pauses, shorter than a reader waits.
const PATIENCE = 15_000;
const GZIP = 0x1f;

export class Failure extends Error {
  // code: missing, stalled, network, corrupt, unsupported or internal; detail: the file or the engine's own words.
  constructor(code, detail) {
    super(`${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

let cache = "default";

// Has every file fetched from the host from now on: a damaged one may come from the browser's cache, again and again.
export function fetchAnew() {
  cache = "reload";
}

// Returns the response for a file of the runtime, once its headers are there.
async function request(url) {
  const name = nameOf(url);
  let response;
  try {
    response = await patiently(fetch(url, { cache }), name);
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("network", name);
  }
  if (!response.ok) {
    throw new Failure("missing", name);
  }
  return response;
}

// Returns whether a response that is not what it should be is a page: many hosts answer so, and with status 200, for a file
// that is missing.
function isPage(response) {
  return Boolean(response.headers.get("content-type")?.startsWith("text/html"));
}

// Starts downloading one payload of the manifest. Returns { body, whole, done, response }: the inflated stream, which ends
// only if it is what the manifest says; its bytes, all there once the promise `done` is kept; a promise of the host's
// answer. `count` is told how many bytes have come over the wire; `see` gets the answer before it is read, and may clone it.
export function payload(folder, entry, count, see = () => {}) {
  const whole = new Uint8Array(entry.size);
  const { readable, writable } = verifier(entry, whole);
  const response = request(new URL(entry.file, folder));
  const done = response
    .then((answer) => {
      see(answer);
      return inflated(answer, entry, count);
    })
    .then((stream) => stream.pipeTo(writable))
    .catch((error) => {
      throw error instanceof Failure ? error : new Failure("corrupt", entry.file);
    });
  return { body: readable, whole, done, response };
}

// Returns all the bytes of a payload.
export async function bytes({ whole, done }) {
  await done;
  return whole;
}

async function inflated(response, entry, count) {
  const reader = response.body.getReader();
  const first = await read(reader, entry.file);
  // A host may declare .gz files as encoded: then the browser has inflated them already.
  const packed = first?.[0] === GZIP;
  if (!packed && isPage(response)) {
    throw new Failure("missing", entry.file);
  }
  const share = packed ? 1 : entry.bytes / entry.size;
  let chunk = first;
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

// Returns the next bytes; undefined at the end.
async function read(reader, name) {
  try {
    return (await patiently(reader.read(), name)).value;
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("network", name);
  }
}

// Returns a stream that passes on what it is given, and keeps it in `whole`.
function verifier(entry, whole) {
  let size = 0;
  return new TransformStream(
    {
      transform(part, controller) {
        if (size + part.length > entry.size) {
          throw new Failure("corrupt", entry.file);
        }
        whole.set(part, size);
        size += part.length;
        controller.enqueue(part);
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

async function hasDigest(content, sha256) {
  // Browsers have no digests on plain http other than localhost. There the size and gzip's own checksum must do.
  if (!crypto.subtle) {
    return true;
  }
  const digest = await crypto.subtle.digest("SHA-256", content);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}

async function patiently(promise, name) {
  let timer;
  const stalled = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Failure("stalled", name)), PATIENCE);
  });
  try {
    return await Promise.race([promise, stalled]);
  } finally {
    clearTimeout(timer);
  }
}

function nameOf(url) {
  return new URL(url).pathname.split("/").pop();
}

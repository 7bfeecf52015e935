// The handbook in one file: a line of JSON, [[path, type, size], ...], then the files themselves, one after the other.

const NEWLINE = 10;

/**
 * Returns the files of such a file, as responses by their paths.
 * @param {Uint8Array<ArrayBuffer>} content
 */
export function unpacked(content) {
  const start = content.indexOf(NEWLINE) + 1;
  const line = new TextDecoder().decode(content.subarray(0, start));
  const list = /** @type {[string, string, number][]} */ (JSON.parse(line));
  let end = start;
  return list.map(([path, type, size]) => {
    const body = content.subarray(end, (end += size));
    const headers = { "content-type": type, "content-length": String(size) };
    return { path, response: new Response(body, { headers }) };
  });
}

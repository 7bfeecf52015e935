// The handbook in one file: a line of JSON, [[path, type, size], ...], then the files themselves, one after the other.

const NEWLINE = 10;

// Returns [[path, response], ...] of the bytes of such a file.
export function unpacked(content) {
  const start = content.indexOf(NEWLINE) + 1;
  const list = JSON.parse(new TextDecoder().decode(content.subarray(0, start)));
  let end = start;
  return list.map(([path, type, size]) => {
    const body = content.subarray(end, (end += size));
    return [path, new Response(body, { headers: { "content-type": type, "content-length": String(size) } })];
  });
}

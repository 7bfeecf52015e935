// Whether the files of a ZIP archive are what was packed: fflate unpacks them without looking at their checksums.

const ENTRY = 0x02014b50; // how one of the directory begins
const END = 0x06054b50;
const LENGTH = 22; // of the end, without a comment
const POLYNOMIAL = 0xedb88320;

const TABLE = [...Array(256).keys()].map((byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    sum = sum & 1 ? POLYNOMIAL ^ (sum >>> 1) : sum >>> 1;
  }
  return sum;
});

/**
 * @param {Uint8Array} archive
 * @param {Record<string, Uint8Array>} files unpacked, by name
 */
export function isWhole(archive, files) {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let end = archive.length - LENGTH;
  while (end >= 0 && view.getUint32(end, true) !== END) {
    end -= 1;
  }
  if (end < 0) {
    return false;
  }
  let at = view.getUint32(end + 16, true);
  for (let entry = view.getUint16(end + 10, true); entry > 0; entry -= 1) {
    if (at + 46 > archive.length || view.getUint32(at, true) !== ENTRY) {
      return false;
    }
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const start = at + 46;
    const file = files[new TextDecoder().decode(archive.subarray(start, start + (name ?? 0)))];
    if (file && checksum(file) !== view.getUint32(at + 16, true)) {
      return false;
    }
    at = start + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return true;
}

/**
 * Returns the CRC-32.
 * @param {Uint8Array} bytes
 */
function checksum(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum = (TABLE[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8);
  }
  return ~sum >>> 0;
}

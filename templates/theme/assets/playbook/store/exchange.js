// Records as a plain object for a file.

/** @typedef {{ id: string, [name: string]: unknown }} Sound a record, as far as it is known here */
/** @typedef {{ where: string, why: string }} Rejected a path into the object, and a code */

export const FORMAT = "playbook-records";
export const VERSION = 1;

/**
 * @template T
 * @param {T} records by kind
 */
export function pack(records) {
  return { format: FORMAT, version: VERSION, records };
}

/**
 * Returns the sound records by kind, and what is wrong with the rest: "format" (no such file, or a newer one), "kind"
 * (none of `kinds`), "record" (no object, or none with an id) or "twice".
 * @param {unknown} object
 * @param {readonly string[]} kinds
 */
export function unpack(object, kinds) {
  /** @type {Record<string, Sound[]>} */
  const records = {};
  /** @type {Rejected[]} */
  const rejected = [];
  if (!isObject(object) || object.format !== FORMAT || object.version !== VERSION || !isObject(object.records)) {
    return { records, rejected: [{ where: "", why: "format" }] };
  }
  for (const [kind, entries] of Object.entries(object.records)) {
    if (kinds.includes(kind) && Array.isArray(entries)) {
      const found = sound(entries, kind);
      records[kind] = found.records;
      rejected.push(...found.rejected);
    } else {
      rejected.push({ where: kind, why: "kind" });
    }
  }
  return { records, rejected };
}

/**
 * @param {unknown[]} entries
 * @param {string} kind
 */
function sound(entries, kind) {
  const seen = new Set();
  /** @type {Sound[]} */
  const records = [];
  /** @type {Rejected[]} */
  const rejected = [];
  entries.forEach((entry, place) => {
    if (!isRecord(entry)) {
      rejected.push({ where: `${kind}[${place}]`, why: "record" });
    } else if (seen.has(entry.id)) {
      rejected.push({ where: `${kind}[${place}]`, why: "twice" });
    } else {
      records.push(entry);
      seen.add(entry.id);
    }
  });
  return { records, rejected };
}

/**
 * @param {unknown} value
 * @returns {value is Sound}
 */
function isRecord(value) {
  return isObject(value) && typeof value.id === "string" && value.id !== "";
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

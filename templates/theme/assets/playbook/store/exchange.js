// Records as a plain object for a file.

import { SOUND, isObject } from "./sound.js";

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
 * (none of `kinds`), "record" (it cannot be shown, or has no id) or "twice".
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
    const name = isRecord(entry) ? ` ${entry.id.slice(0, 40)}` : "";
    const where = `${kind}[${place}]${name}`;
    if (!isRecord(entry) || !SOUND[kind]?.(entry)) {
      rejected.push({ where, why: "record" });
    } else if (seen.has(entry.id)) {
      rejected.push({ where, why: "twice" });
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

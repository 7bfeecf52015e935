// Records as a plain object for a file: { format, version, records: { kind: [record, ...] } }.

export const FORMAT = "playbook-records";
export const VERSION = 1;

export function pack(records) {
  return { format: FORMAT, version: VERSION, records };
}

// Returns { records, rejected }: the sound records by kind, and { where, why } for the rest: a path into `object`, and
// "format" (no such file, or a newer one), "kind" (none of `kinds`), "record" (no object, or none with an id) or "twice".
export function unpack(object, kinds) {
  const records = {};
  const rejected = [];
  if (object?.format !== FORMAT || object.version !== VERSION || !isObject(object.records)) {
    return { records, rejected: [{ where: "", why: "format" }] };
  }
  for (const [kind, entries] of Object.entries(object.records)) {
    if (!kinds.includes(kind) || !Array.isArray(entries)) {
      rejected.push({ where: kind, why: "kind" });
      continue;
    }
    const seen = new Set();
    records[kind] = entries.filter((entry, place) => {
      const sound = isObject(entry) && typeof entry.id === "string" && entry.id !== "";
      const why = !sound ? "record" : seen.has(entry.id) ? "twice" : null;
      seen.add(entry?.id);
      if (why) {
        rejected.push({ where: `${kind}[${place}]`, why });
      }
      return why === null;
    });
  }
  return { records, rejected };
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

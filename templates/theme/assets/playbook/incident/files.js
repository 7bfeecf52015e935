// Records out to a file, and in from one.

import { save } from "../shared/files.js";
import { isIncident } from "./record.js";

// Offers `object` to the reader as a file.
export function offer(object, name) {
  save(new Blob([JSON.stringify(object, null, 1)], { type: "application/json" }), name);
}

// Takes a file in. Returns what `store.import` does; why is "unreadable" for a file that is no JSON.
export async function bringIn(store, file) {
  let object;
  try {
    object = JSON.parse(await file.text());
  } catch {
    return { added: 0, replaced: 0, rejected: [{ where: file.name, why: "unreadable" }] };
  }
  const incidents = object?.records?.incident;
  if (!Array.isArray(incidents)) {
    return store.import(object);
  }
  const unsound = incidents.flatMap((record, place) => (isIncident(record) ? [] : [`incident[${place}]`]));
  const records = { ...object.records, incident: incidents.filter(isIncident) };
  const found = await store.import({ ...object, records });
  return { ...found, rejected: [...unsound.map((where) => ({ where, why: "record" })), ...found.rejected] };
}

// Two diaries as one, without the kernel: what two tabs kept in the same moment.

import { read } from "../shared/kept.js";

function stamp(entry) {
  return [Date.parse(entry.edited), String(entry.edited), JSON.stringify(entry)];
}

export function later(one, other) {
  const [a, b] = [stamp(one), stamp(other)];
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 || a[at] > b[at] ? one : other;
}

/** Two diaries of one version as one, entry by entry, the later edit winning; null where that cannot be said. */
export function union(there, here) {
  const [a, b] = [read(there), read(here)];
  const same = a && b && a.strength_guide_diary === b.strength_guide_diary;
  if (!same || !Array.isArray(a.entries) || !a.entries.every((entry) => entry?.id && entry.edited)) return null;
  const found = new Map();
  for (const entry of [...b.entries, ...a.entries]) {
    found.set(entry.id, found.has(entry.id) ? later(found.get(entry.id), entry) : entry);
  }
  const missing = a.entries.some(
    (entry) => JSON.stringify(found.get(entry.id)) !== JSON.stringify(b.entries.find((mine) => mine.id === entry.id)),
  );
  return missing ? JSON.stringify({ ...b, entries: [...found.values()] }) : here;
}

// Two diaries as one, without the kernel: what two tabs kept in the same moment.

import { read } from "../shared/kept.js";

/** @typedef {{ id: string, edited: string, [field: string]: unknown }} Entry */
/** @typedef {{ strength_guide_diary: unknown, entries: Entry[] }} Diary */

/** @param {unknown} found
 * @returns {found is Entry} */
function isEntry(found) {
  if (!found || typeof found !== "object" || !("id" in found && "edited" in found)) return false;
  return Boolean(found.id && found.edited);
}

/** The diary in a text; null where it is none.
 * @param {string} text
 * @returns {Diary | null} */
function diaryIn(text) {
  const found = read(text);
  if (!found || typeof found !== "object" || !("strength_guide_diary" in found && "entries" in found)) return null;
  const { strength_guide_diary, entries } = found;
  return Array.isArray(entries) && entries.every(isEntry) ? { ...found, strength_guide_diary, entries } : null;
}

/** What decides between two edits: the moment in milliseconds, the microseconds beyond, and the text.
 * @param {Entry} entry
 * @returns {[number, string, string]} */
function stamp(entry) {
  const edited = String(entry.edited);
  const [, beyond] = edited.match(/\.\d{3}(\d{1,3})/) ?? ["", ""];
  return [Date.parse(edited), beyond.padEnd(3, "0"), JSON.stringify(entry)];
}

/** The later of two edits of one entry; its text decides where they are of the same moment.
 * @param {Entry} one
 * @param {Entry} other */
export function later(one, other) {
  const [a, b] = [stamp(one), stamp(other)];
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 || a[at] > b[at] ? one : other;
}

/** Two diaries of one version as one, entry by entry, the later edit winning; null where that cannot be said.
 * @param {string} there
 * @param {string} here */
export function union(there, here) {
  const [a, b] = [diaryIn(there), diaryIn(here)];
  if (!a || !b || a.strength_guide_diary !== b.strength_guide_diary) return null;
  /** @type {Map<string, Entry>} */
  const found = new Map();
  for (const entry of [...b.entries, ...a.entries]) {
    const rival = found.get(entry.id);
    found.set(entry.id, rival ? later(rival, entry) : entry);
  }
  const mine = new Map(b.entries.map((entry) => [entry.id, JSON.stringify(entry)]));
  const missing = a.entries.some(({ id }) => JSON.stringify(found.get(id)) !== mine.get(id));
  return missing ? JSON.stringify({ ...b, entries: [...found.values()] }) : here;
}

// The page as a returning runner left it, kept in this browser: drawn at once, until an engine has taken up the diary.

import { dayHere } from "../../../widgets/controls/scripts/shared/day.js";
import { DIARY, DRAFT, guest, keep, kept, keys, PAGE, read } from "../../../widgets/controls/scripts/shared/kept.js";

/** @import { States, Told } from "./told.js" */
/** What is kept: for which page, when, and how it differs from the page as it was made.
 * @typedef {{ told: string, day: string, settled: boolean, states: States }} Left */

const CORRECTION = "correction-"; // how the check-in's drafts begin then, as CheckInView has it
const PASSING = ["offer", "undo", "shared"]; // an engine's that is gone with it: no other can go on with them
const LASTS = 7; // days: a week later another week's sessions are due, and perhaps the safety questions

/** Bytes between a text's own and its compressed ones.
 * @param {BlobPart} bytes
 * @param {CompressionStream | DecompressionStream} through */
const passed = (bytes, through) => new Response(new Blob([bytes]).stream().pipeThrough(through));

/** A text in about an eighth of its letters.
 * @param {string} text */
export async function packed(text) {
  const bytes = new Uint8Array(await passed(text, new CompressionStream("gzip")).arrayBuffer());
  let letters = "";
  for (let from = 0; from < bytes.length; from += 8192)
    letters += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(letters);
}

/** The text again. Throws an Error where it is none that was packed here.
 * @param {string} letters */
export function unpacked(letters) {
  return passed(
    Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0)),
    new DecompressionStream("gzip"),
  ).text();
}

/** Whether what is kept still fits: the same page, not long ago, and the diary that is here now.
 * @param {Left | null} left
 * @param {string} told
 * @param {string} today
 * @param {string | null} diary */
export function fits(left, told, today, diary) {
  if (left?.told !== told || left.settled !== true || diary === null) return false;
  const days = (Date.parse(today) - Date.parse(left.day)) / 86_400_000;
  return days >= 0 && days < LASTS && has(left.states, diary);
}

/** Whether a text is the diary that a page was left with.
 * @param {States} states
 * @param {unknown} diary */
export const has = (states, diary) => Object.values(states).some(({ text }) => text === diary);

/** The page as it was left; null where there is none that fits, or where something was told since that no engine has
 * taken up yet: what follows from it is not in that page.
 * @param {string} told what tells whether it is a page like this one
 * @param {string[]} ids of the widgets that this one has
 * @returns {Promise<Left | null>} */
export async function asLeft(told, ids) {
  const letters = kept(PAGE);
  if (letters === null || keys().some((key) => key.startsWith(DRAFT))) return null;
  try {
    const left = /** @type {Left | null} */ (read(await unpacked(letters)));
    if (!left || !fits(left, told, dayHere(), kept(DIARY))) return null;
    return { ...left, states: Object.fromEntries(Object.entries(left.states).filter(([id]) => ids.includes(id))) };
  } catch {
    return null; // of another release, damaged, or a browser that cannot unpack it
  }
}

/** What of a page can be gone on with by another engine; null while a check-in is corrected, which no other knows of.
 * @param {States} states
 * @returns {States | null} */
export function lasting(states) {
  if (Object.values(states).some(({ kept_as }) => String(kept_as).startsWith(CORRECTION))) return null;
  const kinds = Object.entries(states).map(([id, state]) => [
    id,
    Object.fromEntries(Object.entries(state).filter(([name]) => !PASSING.includes(name))),
  ]);
  return Object.fromEntries(kinds);
}

/** Keeps the page as it is now; or nothing, where there is no diary or somebody else's is looked at. A page that has no
 * part in the diary, as the workshop's, leaves alone what another one has kept: those on a disk may share their keys.
 * @param {string} page what tells which page it is
 * @param {Told} told */
export async function keepAsLeft(page, { states: all, more }) {
  const states = lasting(all);
  if (guest() || more || !states) return;
  const diary = kept(DIARY);
  if (diary === null) keep(PAGE, null);
  if (diary === null || !has(states, diary)) return;
  const letters = await packed(JSON.stringify({ told: page, day: dayHere(), settled: true, states })).catch(() => null);
  if (kept(DIARY) !== null && !guest()) keep(PAGE, letters);
}

// What the page's address names behind its #: a place, or an exercise.

/** @typedef {{ id: string, name: string, under: string, view: string, alone: boolean }} Place */

// What stands behind, or capital letters, are a mail program's.
const EXERCISE = /^#\W*exercise(?:=|%3d)\W*([a-z0-9_]*)/i;
// What carries something behind an = is no place: the diary takes it out of the address, sooner or later than this reads.
const PLACE = /^#\W*([a-z][a-z-]*)(?![a-z-]*(?:=|%3d))/i;

/** The exercise that an address names, in small letters; null where it names none.
 * @param {string} fragment with its # */
export const exerciseIn = (fragment) => fragment.match(EXERCISE)?.[1].toLowerCase() ?? null;

/** The place that an address names; undefined where it names none of these.
 * @param {string} fragment
 * @param {Place[]} places */
export function placeIn(fragment, places) {
  const named = fragment.match(PLACE)?.[1].toLowerCase();
  return places.find(({ id }) => id === named);
}

/** What is shown of the page at a place: its view, of that view what belongs there, and of questions their card; what
 * stands under a sign's box there does not stand at its head, too.
 * @param {Place} place */
export const rulesOf = ({ id, view }) =>
  `.guide-page[data-place="${id}"] > .${view} { display: flex; }
.guide-page[data-place="${id}"] > .${view} .at-some:not(.at-${id}),
.guide-page[data-place="${id}"] .q[data-card]:not([data-card="${id}"]),
.guide-page[data-place="${id}"] > .urgent:has([data-card="${id}"]) { display: none; }`;

// What is sore, now or in the past, and on which side: the answer to a question about spots.

/** @import { SoreSpot } from "./items.js" */
/** @typedef {{ state: "sore" | "settled", side: "left" | "right" | "both" | null }} Placed */
/** @typedef {Record<string, Placed>} Chosen id to what is told of it, in the order of the options */

/** @type {Placed} */
const NOW = { state: "sore", side: null };

/** @param {SoreSpot} option
 * @param {unknown} told
 * @returns {Placed | null} */
function placedOf({ kind }, told) {
  if (!told || typeof told !== "object") return null;
  const { state, side } = /** @type {Placed} */ (told);
  if (state !== "sore" && state !== "settled") return null;
  if (kind === "tightness") return NOW;
  return { state, side: side === "left" || side === "right" || side === "both" ? side : null };
}

/** What is chosen of the options by an answer that may be anything: a draft can be of another release.
 * @param {SoreSpot[]} options
 * @param {unknown} value
 * @returns {Chosen} */
export function chosenOf(options, value) {
  const told = Object(value);
  const rows = options.map((option) => [
    option.id,
    placedOf(option, Object.hasOwn(told, option.id) && told[option.id]),
  ]);
  return Object.fromEntries(rows.filter(([, placed]) => placed));
}

/** @param {SoreSpot[]} options
 * @param {unknown} value
 * @param {string} id
 * @param {Partial<Placed> | null} change null takes it away */
function after(options, value, id, change) {
  const chosen = chosenOf(options, value);
  return chosenOf(options, { ...chosen, [id]: change && { ...NOW, ...chosen[id], ...change } });
}

/** The answer once a row was told to be sore or settled, or with null neither; its side stays.
 * @param {SoreSpot[]} options
 * @param {unknown} value
 * @param {string} id
 * @param {Placed["state"] | null} state */
export const stateAfter = (options, value, id, state) => after(options, value, id, state && { state });

/** The answer once a side was told, or with null none; of what is not chosen nothing is told.
 * @param {SoreSpot[]} options
 * @param {unknown} value
 * @param {string} id
 * @param {Placed["side"]} side */
export const sideAfter = (options, value, id, side) =>
  chosenOf(options, value)[id] ? after(options, value, id, { side }) : chosenOf(options, value);

/** @typedef {"left" | "right"} Leg */

/** @param {SoreSpot} option
 * @param {Placed | undefined} placed
 * @param {Leg} leg */
const isAt = ({ kind }, placed, leg) =>
  placed !== undefined && (kind === "tightness" || placed.side === "both" || placed.side === leg);

/** What is told of an option once a leg is one of its sides: the first one, the other one too, or that of an unknown side.
 * @param {Placed | undefined} placed
 * @param {Leg} leg
 * @returns {Placed} */
const withLeg = (placed, leg) => ({ ...NOW, ...placed, side: placed?.side ? "both" : leg });

/** @param {Placed} placed
 * @param {Leg} leg
 * @returns {Placed | null} */
const withoutLeg = (placed, leg) =>
  placed.side === "both" ? { ...placed, side: leg === "left" ? "right" : "left" } : null;

/** The answer once a region of the body was tapped on one leg, and which option it told of. A tap chooses that side, the
 * next one takes it away; where several share a region, taps go through them.
 * @param {SoreSpot[]} options
 * @param {unknown} value
 * @param {string} spot
 * @param {Leg} leg */
export function tapped(options, value, spot, leg) {
  const here = options.filter((option) => option.spot === spot);
  const chosen = chosenOf(options, value);
  const there = here.filter((option) => isAt(option, chosen[option.id], leg));
  const last = there.at(-1);
  const next = here[last ? here.indexOf(last) + 1 : 0];
  const less = there.map(({ id }) => [id, withoutLeg(chosen[id], leg)]);
  const more = next ? [[next.id, withLeg(chosen[next.id], leg)]] : [];
  return { answer: chosenOf(options, { ...chosen, ...Object.fromEntries([...less, ...more]) }), told: next ?? last };
}

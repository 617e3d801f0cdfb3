// What the voice says: a phase that begins, and the seconds of a hold, in words for somebody who does not look.

import { isPaused, itemOf, phaseOf, secondsLeft } from "../session_state.js";

/** @import { Phase, State } from "../session_state.js" */

const TELLS = 15; // a hold this long is told when ten seconds are left

/** @param {number | string} number */
const seconds = (number) => `${number} ${Number(number) === 1 ? "second" : "seconds"}`;

/** A text of the screen as it is spoken: “10-12 reps each side” is of the side that was named.
 * @param {string} text
 * @param {string} side */
function aloud(text, side) {
  const spoken = side ? text.replace(/ each side\b/, "") : text;
  return spoken.replace(/(\d)[-–](\d)/g, "$1 to $2").replace(/(\d+) s\b/g, (_, number) => seconds(number));
}

/** @param {string[]} parts */
const sentences = (...parts) =>
  parts
    .filter(Boolean)
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
    .join(" ");

/** @param {string} side */
const sideOf = (side) => side && `${side[0].toUpperCase()}${side.slice(1)} side`;

/** @param {State} state */
export const isWorking = (state) => !state.over && ["reps", "hold"].includes(phaseOf(state).kind);

/** The work that a count-in leads to: its repetitions, or how often it is held for how long.
 * @param {State} state */
function workOf(state) {
  const { item, round, side } = phaseOf(state);
  const same = (/** @type {Phase} */ phase) => phase.item === item && phase.round === round && phase.side === side;
  const ahead = state.session.phases.slice(state.at + 1).filter(same);
  const holds = ahead.filter(({ kind }) => kind === "hold");
  const reps = ahead.find(({ kind }) => kind === "reps");
  if (reps) return aloud(reps.says, side);
  if (!holds.length) return "";
  const long = seconds(holds[0].seconds ?? 0);
  return holds.length > 1 ? `${holds.length} holds of ${long}` : `Hold ${long}`;
}

/** Whether an earlier hold of the same side and round was there: then this is only a breath.
 * @param {State} state */
function isBreath(state) {
  const { item, round, side } = phaseOf(state);
  const before = state.session.phases[state.at - 1];
  return before?.kind === "hold" && before.item === item && before.round === round && before.side === side;
}

/** @param {State} state */
function nextOf(state) {
  const next = state.session.phases[state.at + 1];
  if (!next) return "";
  if (next.item !== phaseOf(state).item) return `Next: ${state.session.items[next.item].name}`;
  return `Next: round ${next.round}${next.side && `, ${next.side} side`}`;
}

/** What is said of the phase that begins, or that is gone on with.
 * @param {State} state
 * @param {number} now */
export function words(state, now) {
  if (state.over) return "Session over.";
  const { kind, says, side, round } = phaseOf(state);
  const { name, cues } = itemOf(state);
  switch (kind) {
    case "ready":
      if (isBreath(state)) return sentences(says);
      return sentences(name, sideOf(side), workOf(state), cues.length ? cues[(round - 1) % cues.length] : "");
    case "change":
      return sentences(says, sideOf(side), workOf(state));
    case "rest":
      return sentences(`${says}, ${seconds(Math.max(0, Math.ceil(secondsLeft(state, now) ?? 0)))}`, nextOf(state));
    case "hold":
      return sentences(says);
    case "reps":
      return "Go.";
  }
}

/** What is said when so many seconds are left of a hold; empty where nothing is.
 * @param {State} state
 * @param {number} left */
export function countdown(state, left) {
  const { kind, seconds } = phaseOf(state);
  if (state.over || isPaused(state) || kind !== "hold" || seconds === null) return "";
  if (left === 10 && seconds >= TELLS) return "10 seconds.";
  return left <= 3 && left < seconds ? `${left}.` : "";
}

// What the player shows, as HTML.

import { localDay } from "../shared/day.js";
import { isBegun, isLeftBehind, isPaused, itemOf, phaseOf, secondsLeft, weightOf } from "./session_state.js";
import { limitsOf, UNITS, weightIn } from "./weight.js";

/** @import { Done, Item, State } from "./session_state.js" */
/** @import { Unit } from "./weight.js" */

/** What is asked on the screen and not part of the session: `missing` is a sentence about the `place` and `score` of a
 * pain that were chosen so far.
 * @typedef {{ asks: "hurts" | "end" | null, place: string, score: string, missing: string }} Asked */
/** And what is around it: whether the runner is only `looking` at somebody's diary while a session of their own `waits`,
 * one was `dropped`, or one is `offered`.
 * @typedef {Asked & { unit: Unit, looking: boolean, waits: boolean, dropped: boolean, offered: boolean }} View */

const NOT_KEPT = "<p>You are looking at somebody's diary: what you do here is not kept and not saved.</p>";
const OWN_WAITS = "<p>Your own session waits until you are back.</p>";
const SCORES = Array.from({ length: 11 }, (_, n) => n);
/** @type {Record<string, string>} */
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as it can stand in HTML, in an attribute too.
 * @param {string | number} text */
export const clean = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);
/** @param {number} seconds */
const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
/** What is left of the phase.
 * @param {State} state
 * @param {number} now */
export const clockNow = (state, now) => clockOf(Math.max(0, Math.ceil(secondsLeft(state, now) ?? 0)));
/** @param {string} deed
 * @param {string} name */
const press = (deed, name, kind = "quiet") =>
  `<button type="button" class="${kind}" data-do="${deed}">${name}</button>`;
/** @param {string | number} value
 * @param {string | number} chosen
 * @param {string | number} name */
const picked = (value, chosen, name) =>
  `<option value="${clean(value)}" ${String(chosen) === String(value) ? "selected" : ""}>${clean(name)}</option>`;

/** @param {string} day YYYY-MM-DD */
function dayInWords(day) {
  return new Date(`${day}T12:00`).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
}

/** @param {number} n
 * @param {string} name */
const manyOf = (n, name) => `${n} ${name}${n === 1 ? "" : "s"}`;

/** What would be gone with the session.
 * @param {State} state */
export function doneInWords(state) {
  const found = Object.values(state.done);
  const rounds = found.reduce((sum, each) => sum + each.rounds, 0);
  const exercises = found.filter((each) => each.rounds).length;
  const hurt = found.filter((each) => each.hurt).length;
  const parts = [
    rounds && `${manyOf(rounds, "round")} of ${manyOf(exercises, "exercise")}`,
    hurt && `${manyOf(hurt, "answer")} about pain`,
  ];
  return parts.filter(Boolean).join(" and ");
}

/** What of the pain form is not chosen yet, in a sentence; empty where all is.
 * @param {Pick<Asked, "place" | "score">} view */
export function missingOf({ place, score }) {
  const missing = [!place && "where it hurts", score === "" && "how much, 0 to 10"].filter(Boolean);
  return missing.length ? `Choose ${missing.join(" and ")}.` : "";
}

/** @param {State} state
 * @param {View} view */
function hurtForm(state, view) {
  const places = state.session.places.map(({ id, name }) => picked(id, view.place, name));
  return `<form class="player-box" novalidate><h4>Skip because it hurts</h4>
<label>Where?<select name="place">${picked("", view.place, "choose")}${places.join("")}</select></label>
<label>How much, 0 to 10?<select name="score">${picked("", view.score, "choose")}
${SCORES.map((n) => picked(n, view.score, n)).join("")}</select></label>
<p class="player-fault" role="alert">${clean(view.missing)}</p>
<p>It counts as an answer of today's check-in. Never go on with a sore spot on a bone.</p>
<button type="submit" class="quiet">Skip this exercise</button> ${press("stay", "Go on with it")}</form>`;
}

/** @param {State} state
 * @param {View} view */
function endQuestion(state, view) {
  const instead = state.over || view.looking ? "" : press("finish", "Save what was done");
  return `<div class="player-box" role="group" aria-label="End without saving?">
<p><b>End without saving?</b> ${doneInWords(state)} would be lost.</p>
<div class="player-buttons">${press("stay", "Go on with it")}${instead}${press("lose", "End, and lose it")}</div></div>`;
}

/** @param {State} state */
function leftBehind(state) {
  const save = isBegun(state) ? press("finish", `Save it for ${dayInWords(state.day).split(" ")[0]}`, "primary") : "";
  const lead = isBegun(state) ? `Done so far: ${doneInWords(state)}.` : "Nothing of it was done yet.";
  return `<h3>Session ${clean(state.session.letter)} was begun on ${dayInWords(state.day)}</h3><p>${lead}</p>
<div class="player-buttons">${save}${press("resume", "Go on with it")}${press("drop", "End without saving")}</div>`;
}

/** What the phase aims at, or in a rest before another exercise, what comes next.
 * @param {State} state */
function aimOf(state) {
  const { kind, item } = phaseOf(state);
  const next = state.session.phases[state.at + 1];
  if (kind === "rest" && next && next.item !== item) return `Next: ${clean(state.session.items[next.item].name)}.`;
  return kind === "reps" ? "" : clean(itemOf(state).aim);
}

/** @param {State} state
 * @param {View} view
 * @param {number} now */
function working(state, view, now) {
  const { round, side, says, seconds, item } = phaseOf(state);
  const here = itemOf(state);
  const paused = isPaused(state);
  const whose = [`Round ${round} of ${here.rounds}`, side && `${side} side`].filter(Boolean).join(", ");
  const pace =
    seconds === null
      ? `<p class="player-tempo">${clean(here.tempo)}</p>${press("done", "Done", "primary")}`
      : `<p class="player-clock" role="timer" aria-live="off">${clockNow(state, now)}</p>`;
  return `<p class="player-place">Exercise ${item + 1} of ${state.session.items.length} · ${clean(whose)}</p>
<h3>${clean(here.name)}</h3><div class="drawing">${here.picture}</div>
<p class="player-says" role="status">${clean(says)}${paused ? ", paused" : ""}</p>
${pace}
<p>${aimOf(state)}</p>
<div class="player-buttons">${press("back", "Back")}${seconds === null ? "" : press("pause", paused ? "Go on" : "Pause")}
${press("next", "Next")}${press("skip", "Skip exercise")}${press("hurts", "Skip, it hurts")}
${press("sound", state.sound ? "Sound off" : "Sound on")}${press("drop", "End without saving")}</div>
${view.asks === "hurts" ? hurtForm(state, view) : view.asks === "end" ? endQuestion(state, view) : ""}
<details><summary>How to do it</summary><ol>${here.cues.map((cue) => `<li>${clean(cue)}</li>`).join("")}</ol></details>`;
}

/** @param {Item} item
 * @param {Done} each
 * @param {Unit} unit */
function weightField({ id }, each, unit) {
  const { fault } = weightOf(each, unit);
  const value = each.typed ?? (each.load_kg === null ? "" : weightIn(each.load_kg, unit));
  const name = clean(id);
  return `<label>Weight in ${unit}<input type="text" inputmode="decimal" autocomplete="off" data-weight="${name}"
value="${clean(value)}" aria-describedby="player-row-${name} player-limits-${name} player-fault-${name}"
aria-invalid="${Boolean(fault)}"><span class="player-limits" id="player-limits-${name}">${limitsOf(unit)}</span></label>
<p class="player-fault" role="alert" id="player-fault-${name}">${clean(fault ?? "")}</p>`;
}

/** @param {Unit} unit */
function unitChoice(unit) {
  const tiles = UNITS.map(
    (one) => `<label><input type="radio" name="unit" value="${one}" ${one === unit ? "checked" : ""}>${one}</label>`,
  );
  return `<fieldset class="player-unit"><legend>Weights in</legend>${tiles.join("")}</fieldset>`;
}

/** @param {State} state
 * @param {View} view
 * @param {number} now */
function ending(state, view, now) {
  const { items } = state.session;
  /** @param {Item} item */
  const weighs = ({ id, weight }) => weight && state.done[id].rounds > 0;
  const rows = items.map((item) => {
    const each = state.done[item.id];
    const hurt = each.hurt ? ", skipped: it hurt" : "";
    const row = `<b>${clean(item.name)}</b>: ${each.rounds} of ${item.rounds} rounds${hurt}`;
    const field = weighs(item) ? weightField(item, each, view.unit) : "";
    return `<li><span id="player-row-${clean(item.id)}">${row}</span>${field}</li>`;
  });
  const effort = state.effort ?? "";
  const own = state.day === localDay(now);
  const day = own ? "" : `<p>It goes into your diary as of ${dayInWords(state.day)}, when it began.</p>`;
  const save = view.looking ? "" : press("save", "Save the session", "primary");
  return `<h3>Session over</h3>${day}${items.some(weighs) ? unitChoice(view.unit) : ""}
<ul class="player-rows">${rows.join("")}</ul>
<label>How hard was it? 0 is rest, 10 all you had<select name="effort">${picked("", effort, "no answer")}
${SCORES.map((n) => picked(n, effort, n)).join("")}</select></label>
<div class="player-buttons">${save}${press("drop", "End without saving")}</div>
${view.asks === "end" ? endQuestion(state, view) : ""}`;
}

/** The whole screen.
 * @param {State | null} state of the session that runs, if one does
 * @param {View} view
 * @param {number} now */
export function screenOf(state, view, now) {
  const not = (view.looking ? NOT_KEPT : "") + (view.waits ? OWN_WAITS : "");
  if (!state) {
    const begin = view.offered ? press("begin", "Start the session", "primary") : "";
    return `${not}${view.dropped ? press("takeBack", "Take it back") : ""} ${begin}`;
  }
  if (!isLeftBehind(state, now)) return not + (state.over ? ending : working)(state, view, now);
  return view.asks === "end" ? endQuestion(state, view) : leftBehind(state);
}

// What the player shows, as HTML. `view` is what is asked on the screen and not part of the session: `asks` (hurts or
// end), the `place` and `score` chosen so far, `missing` (a sentence), the `unit` of weights, and whether the runner is
// only `looking` at somebody's diary.

import {
  after,
  begun,
  isBegun,
  isLeftBehind,
  isPaused,
  itemOf,
  localDay,
  phaseOf,
  secondsLeft,
  weightOf,
} from "./session_state.js";
import { LIMITS, limitsOf, weightIn } from "./weight.js";

const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
export const clockNow = (state, now) => clockOf(Math.max(0, Math.ceil(secondsLeft(state, now))));
const clean = (text) =>
  Object.assign(document.createElement("span"), { textContent: text }).innerHTML.replaceAll('"', "&quot;");
const press = (deed, name, kind = "quiet") =>
  `<button type="button" class="${kind}" data-do="${deed}">${name}</button>`;
const NOT_KEPT = "<p>You are looking at somebody's diary: what you do here is not kept and not saved.</p>";
const OWN_WAITS = "<p>Your own session waits until you are back.</p>";
const SCORES = Array.from({ length: 11 }, (_, n) => n);

const picked = (value, chosen, name) =>
  `<option value="${clean(value)}" ${String(chosen) === String(value) ? "selected" : ""}>${clean(name)}</option>`;

function dayInWords(day) {
  return new Date(`${day}T12:00`).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
}

const manyOf = (n, name) => `${n} ${name}${n === 1 ? "" : "s"}`;

/** What would be gone with the session. */
function doneInWords(state) {
  const found = Object.values(state.done);
  const rounds = found.reduce((sum, each) => sum + each.rounds, 0);
  const hurt = found.filter((each) => each.hurt).length;
  return [
    rounds && `${manyOf(rounds, "round")} of ${manyOf(found.filter((each) => each.rounds).length, "exercise")}`,
    hurt && `${manyOf(hurt, "answer")} about pain`,
  ]
    .filter(Boolean)
    .join(" and ");
}

/** What of the pain form is not chosen yet, in a sentence; empty where all is. */
export function missingOf({ place, score }) {
  const missing = [!place && "where it hurts", score === "" && "how much, 0 to 10"].filter(Boolean);
  return missing.length ? `Choose ${missing.join(" and ")}.` : "";
}

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

function endQuestion(state, view) {
  const instead = state.over || view.looking ? "" : press("finish", "Save what was done");
  return `<div class="player-box" role="group" aria-label="End without saving?">
    <p><b>End without saving?</b> ${doneInWords(state)} would be lost.</p>
    <div class="player-buttons">${press("stay", "Go on with it")}${instead}${press("lose", "End, and lose it")}</div></div>`;
}

function leftBehind(state) {
  const save = isBegun(state) ? press("finish", `Save it for ${dayInWords(state.day).split(" ")[0]}`, "primary") : "";
  const lead = isBegun(state) ? `Done so far: ${doneInWords(state)}.` : "Nothing of it was done yet.";
  return `<h3>Session ${clean(state.session.letter)} was begun on ${dayInWords(state.day)}</h3><p>${lead}</p>
    <div class="player-buttons">${save}${press("resume", "Go on with it")}${press("drop", "End without saving")}</div>`;
}

function working(state, view, now) {
  const { kind, round, side, says, seconds, item } = phaseOf(state);
  const here = itemOf(state);
  const { items } = state.session;
  const paused = isPaused(state);
  const whose = [`Round ${round} of ${here.rounds}`, side && `${side} side`].filter(Boolean).join(", ");
  const after = state.session.phases[state.at + 1];
  const then = kind === "rest" && after && after.item !== item;
  const aim = then ? `Next: ${clean(items[after.item].name)}.` : kind === "reps" ? "" : clean(here.aim);
  return `<p class="player-place">Exercise ${item + 1} of ${items.length} · ${clean(whose)}</p>
    <h3>${clean(here.name)}</h3><div class="drawing">${here.picture}</div>
    <p class="player-says" role="status">${clean(says)}${paused ? ", paused" : ""}</p>
    ${
      seconds === null
        ? `<p class="player-tempo">${clean(here.tempo)}</p>${press("done", "Done", "primary")}`
        : `<p class="player-clock" role="timer" aria-live="off">${clockNow(state, now)}</p>`
    }
    <p>${aim}</p>
    <div class="player-buttons">${press("back", "Back")}${seconds === null ? "" : press("pause", paused ? "Go on" : "Pause")}
      ${press("next", "Next")}${press("skip", "Skip exercise")}${press("hurts", "Skip, it hurts")}
      ${press("sound", state.sound ? "Sound off" : "Sound on")}${press("drop", "End without saving")}</div>
    ${view.asks === "hurts" ? hurtForm(state, view) : view.asks === "end" ? endQuestion(state, view) : ""}
    <details><summary>How to do it</summary><ol>${here.cues.map((cue) => `<li>${clean(cue)}</li>`).join("")}</ol></details>`;
}

function weightField({ id }, each, unit) {
  const { fault } = weightOf(each, unit);
  const value = each.typed ?? (each.load_kg === null ? "" : weightIn(each.load_kg, unit));
  return `<label>Weight in ${unit}<input type="text" inputmode="decimal" autocomplete="off" data-weight="${clean(id)}"
      value="${clean(value)}" aria-describedby="player-row-${clean(id)} player-limits-${clean(id)} player-fault-${clean(id)}"
      aria-invalid="${Boolean(fault)}"><span class="player-limits" id="player-limits-${clean(id)}">${limitsOf(unit)}</span></label>
    <p class="player-fault" role="alert" id="player-fault-${clean(id)}">${clean(fault ?? "")}</p>`;
}

function unitChoice(unit) {
  const tiles = Object.keys(LIMITS).map(
    (one) => `<label><input type="radio" name="unit" value="${one}" ${one === unit ? "checked" : ""}>${one}</label>`,
  );
  return `<fieldset class="player-unit"><legend>Weights in</legend>${tiles.join("")}</fieldset>`;
}

function ending(state, view, now) {
  const { items } = state.session;
  const weighs = ({ id, weight }) => weight && state.done[id].rounds;
  const rows = items.map((item) => {
    const each = state.done[item.id];
    return `<li><span id="player-row-${clean(item.id)}"><b>${clean(item.name)}</b>: ${each.rounds} of ${item.rounds} rounds${
      each.hurt ? ", skipped: it hurt" : ""
    }</span>${weighs(item) ? weightField(item, each, view.unit) : ""}</li>`;
  });
  const day =
    state.day === localDay(now) ? "" : `<p>It goes into your diary as of ${dayInWords(state.day)}, when it began.</p>`;
  const save = view.looking ? "" : press("save", "Save the session", "primary");
  return `<h3>Session over</h3>${day}${items.some(weighs) ? unitChoice(view.unit) : ""}
    <ul class="player-rows">${rows.join("")}</ul>
    <label>How hard was it? 0 is rest, 10 all you had<select name="effort">${picked("", state.effort ?? "", "no answer")}
      ${SCORES.map((n) => picked(n, state.effort ?? "", n)).join("")}</select></label>
    <div class="player-buttons">${save}${press("drop", "End without saving")}</div>
    ${view.asks === "end" ? endQuestion(state, view) : ""}`;
}

/** The whole screen: `state` is the session that runs, null where none does. */
export function screenOf(state, view, now) {
  const not = (view.looking ? NOT_KEPT : "") + (view.waits ? OWN_WAITS : "");
  if (!state) {
    return `${not}${view.dropped ? press("takeBack", "Take it back") : ""} ${view.offered ? press("begin", "Start the session", "primary") : ""}`;
  }
  if (!isLeftBehind(state, now)) return not + (state.over ? ending : working)(state, view, now);
  return view.asks === "end" ? endQuestion(state, view) : leftBehind(state);
}

// What the player shows, as HTML: over the whole screen while a session runs, on the page before and after.

import { heldNotice } from "./held.js";
import { clean, dayInWords, press } from "./html.js";
import { doneInWords, endQuestion, hurtForm, strongPain } from "./questions.js";
import { isBegun, isLeftBehind, isPaused, itemOf, phaseOf, secondsLeft } from "./session_state.js";
import { ending } from "./summary.js";

/** @import { Sign, State } from "./session_state.js" */
/** @import { Unit } from "./weight.js" */

/** What is asked on the screen and not part of the session: `missing` is a sentence about the `place` and `score` of a
 * pain that were chosen so far.
 * @typedef {{ asks: "hurts" | "strong" | "end" | null, place: string, score: string, missing: string }} Asked */
/** And what is around it: whether the runner is only `looking` at somebody's diary while a session of their own `waits`,
 * one was `dropped`, or is `saved` and can be added to, or one is `offered`, by a quiet button with these words where
 * there are any; whether the `voice` speaks, null where the browser has none of its own; the signs that it is `held`
 * back by.
 * @typedef {Asked & { held: Sign[], unit: Unit, looking: boolean, waits: boolean, dropped: boolean, saved: boolean,
 *   offered: string | null,
 *   voice: boolean | null }} View */

/** What stands still: a sentence about a session that ended, and where it is shown on the page and over it. */
export const FRAME = `<p class="player-note" role="status"></p><div class="player-page"></div>
<dialog class="player-full" aria-label="Session" autofocus><p class="player-hush" role="status"></p>
<div class="player-screen"></div></dialog>`;
const NOT_KEPT = "<p>You are looking at somebody's diary: what you do here is not kept and not saved.</p>";
const OWN_WAITS = "<p>Your own session waits until you are back.</p>";
/** What “Next” does in a phase that has its time. */
const SKIPS = {
  ready: "starts at once",
  change: "starts at once",
  rest: "skips the rest",
  hold: "skips the hold: it does not count",
  reps: "",
};

/** @param {number} seconds */
const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
/** What is left of the phase.
 * @param {State} state
 * @param {number} now */
export const clockNow = (state, now) => clockOf(Math.max(0, Math.ceil(secondsLeft(state, now) ?? 0)));

/** @param {State} state */
function leftBehind(state) {
  const save = isBegun(state) ? press("finish", `Save it for ${dayInWords(state.day).split(" ")[0]}`, "primary") : "";
  const lead = isBegun(state) ? `Done so far: ${doneInWords(state)}.` : "Nothing of it was done yet.";
  return `<h3>Session ${clean(state.session.letter)} was begun on ${dayInWords(state.day)}</h3><p>${lead}</p>
<div class="player-buttons">${save}${press("resume", "Go on with it")}${press("drop", "End without saving")}</div>`;
}

/** A session that its runner left for the page.
 * @param {State} state */
function waiting(state) {
  const lead = isBegun(state) ? `Done so far: ${doneInWords(state)}.` : "Nothing of it was done yet.";
  const how = state.over ? "is not saved yet" : "is paused";
  return `<h3>Session ${clean(state.session.letter)} ${how}</h3><p>${lead}</p>
<div class="player-buttons">${press("goOn", "Go on with the session", "primary")}</div>`;
}

/** What the phase aims at, or in a rest before another exercise, what comes next.
 * @param {State} state */
function aimOf(state) {
  const { kind, item } = phaseOf(state);
  const next = state.session.phases[state.at + 1];
  if (kind === "rest" && next && next.item !== item) return `Next: ${clean(state.session.items[next.item].name)}.`;
  return kind === "reps" ? "" : clean(itemOf(state).aim);
}

/** What is to be done now, and the one large button.
 * @param {State} state
 * @param {number} now */
function pace(state, now) {
  const { says, seconds, kind } = phaseOf(state);
  const status = `<p class="player-says" role="status">${clean(says)}${isPaused(state) ? ", paused" : ""}</p>`;
  if (seconds === null)
    return `<div class="player-reps">${status}<p class="player-tempo">${clean(itemOf(state).tempo)}</p></div>
${press("done", "Done", "primary player-main")}`;
  return `${status}<p class="player-clock" role="timer" aria-live="off">${clockNow(state, now)}</p>
<p class="player-aim">${aimOf(state)}</p>
${press("next", "Next", "quiet player-main", 'aria-describedby="player-skips"')}
<p class="player-skips" id="player-skips">${SKIPS[kind]}</p>`;
}

/** @param {State} state
 * @param {View} view */
function smallButtons(state, view) {
  const pause = press("pause", isPaused(state) ? "Go on" : "Pause");
  const next = phaseOf(state).seconds === null ? press("next", "Next") : "";
  const voice = view.voice === null ? "" : press("voice", "Voice", "quiet", `aria-pressed="${view.voice}"`);
  return `<div class="player-buttons player-small">${press("back", "Back")}${pause}${next}
${press("sound", "Sound", "quiet", `aria-pressed="${state.sound}"`)}${voice}
${press("skip", "Skip exercise")}${press("drop", "End")}</div>`;
}

/** @param {State} state
 * @param {View} view
 * @param {number} now */
function working(state, view, now) {
  const { round, side, item } = phaseOf(state);
  const here = itemOf(state);
  const at = [
    `Exercise ${item + 1} of ${state.session.items.length}`,
    `round ${round} of ${here.rounds}`,
    side && `${side} side`,
  ];
  const asking = view.asks ? ASKED[view.asks](state, view) : "";
  const cues = here.cues.map((cue) => `<li>${clean(cue)}</li>`).join("");
  const notes = (here.notes ?? []).map((note) => `<p class="player-tempo">${clean(note)}</p>`).join("");
  const doing = `<div class="drawing player-drawing">${here.picture}</div>
<div class="player-work">${notes}${pace(state, now)}
${smallButtons(state, view)}
<details><summary>How to do it</summary><ol>${cues}</ol></details></div>`;
  const foot =
    view.asks === "hurts" ? "" : `<div class="player-foot">${press("hurts", "It hurts", "player-hurts")}</div>`;
  return `<div class="player-body"><div class="player-head">
<p class="player-place">${clean(at.filter(Boolean).join(", "))}</p><h3>${clean(here.name)}</h3></div>
${asking || doing}</div>${foot}`;
}

/** What is asked, in the place of what is to be done. */
const ASKED = { hurts: hurtForm, strong: strongPain, end: endQuestion };

/** The whole screen.
 * @param {State | null} state of the session that runs, if one does
 * @param {View} view
 * @param {number} now */
export function screenOf(state, view, now) {
  const not = (view.looking ? NOT_KEPT : "") + (view.waits ? OWN_WAITS : "");
  if (!state) {
    const { offered } = view;
    const start = offered ? press("begin", offered, "quiet") : press("begin", "Start the session", "primary");
    const begin = offered === null ? "" : start;
    const more = view.saved && !view.held.length ? press("add", "Add how it felt") : "";
    return `${not}${more}${view.dropped ? press("takeBack", "Take it back") : ""} ${begin}`;
  }
  if (view.held.length) return not + heldNotice(state, view);
  if (isLeftBehind(state, now)) return view.asks === "end" ? endQuestion(state, view) : leftBehind(state);
  if (state.away) return not + waiting(state);
  return not + (state.over ? `<div class="player-body">${ending(state, view, now)}</div>` : working(state, view, now));
}

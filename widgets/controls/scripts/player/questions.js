// What the player asks: where it hurts, and whether a session is to end.

import { clean, manyOf, picked, press, SCORES } from "./html.js";
import { isBegun } from "./session_state.js";

/** @import { Asked, View } from "./screen.js" */
/** @import { State } from "./session_state.js" */

/** What was done so far.
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

/** Whether something is chosen in the pain form.
 * @param {Pick<Asked, "place" | "score">} asked */
export const isTicked = ({ place, score }) => place !== "" || score !== "";

/** What goes where a session ends without saving.
 * @param {State} state
 * @param {View} view */
function lostInWords(state, view) {
  const lost = [doneInWords(state), isTicked(view) && "what you told of a pain, which is not sent yet,"];
  const words = lost.filter(Boolean).join(" and ");
  return `${words[0].toUpperCase()}${words.slice(1)}`;
}

/** @param {State} state
 * @param {View} view */
export function hurtForm(state, view) {
  const places = state.session.places.map(({ id, name }) => picked(id, view.place, name));
  return `<form class="player-box" novalidate><h4>It hurts: skip this exercise</h4>
<p><b>Pain in the chest, or faint? Stop, and get help at once.</b></p>
<label>Where?<select name="place">${picked("", view.place, "choose")}${places.join("")}</select></label>
<label>How much, 0 to 10?<select name="score">${picked("", view.score, "choose")}
${SCORES.map((n) => picked(n, view.score, n)).join("")}</select></label>
${view.missing ? `<p class="player-fault" role="alert">${clean(view.missing)}</p>` : ""}
<p>It counts as an answer of today's check-in. Never go on with a sore spot on a bone.</p>
<div class="player-buttons"><button type="submit" class="primary">Skip this exercise</button>
${press("stay", "Go on with it")}</div></form>`;
}

/** Says what strong pain means, and asks whether anything is still to be done.
 * @param {State} state
 * @param {View} view */
export function strongPain(state, view) {
  const save = press("save", "Save what was done", "primary");
  return `<div class="player-box" role="group" aria-label="Strong pain"><h4>Stop for today</h4>
<p>You told of pain over ${clean(state.session.most_pain ?? "")}. That is too much to train on. If it stays, or you limp, ask a
clinician.</p>
<div class="player-buttons">${view.looking ? "" : save}${press("stay", "Go on with the others")}</div></div>`;
}

/** Asks once before a session ends; nothing goes before one of these is chosen.
 * @param {State} state
 * @param {View} view */
export function endQuestion(state, view) {
  const save = press("save", state.over ? "Save the session" : "Save what was done");
  return `<div class="player-box" role="group" aria-label="End the session?"><h4>End the session?</h4>
<p>${lostInWords(state, view)} would be lost if it ends without saving.</p>
<div class="player-buttons">${press("stay", "Stay", "primary")}${isBegun(state) && !view.looking ? save : ""}
${press("lose", "End without saving")}</div></div>`;
}

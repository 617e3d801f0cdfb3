// A session that is held back by a sign that was told meanwhile: it stands, says what to do, and can only be saved or
// ended. Where the sign is taken back, it waits in its pause.

import { clean, press } from "./html.js";
import { endQuestion } from "./questions.js";
import { after, isBegun } from "./session_state.js";
import { andThen, NOTHING_ASKED, set, step } from "./step.js";

/** @import { View } from "./screen.js" */
/** @import { Sign, State } from "./session_state.js" */
/** @import { Event, Here, Player, Step } from "./step.js" */

const PRESSES = ["stay", "drop", "lose", "leave", "save", "takeBack"];

/** Whether an event may come to a session that is held back.
 * @param {Event} event */
export function isAllowed(event) {
  return event.kind === "press" ? PRESSES.includes(event.press) : event.kind !== "begin" && event.kind !== "hurt";
}

/** Has the session's time stand while a sign holds it back, whatever brought it here.
 * @param {Step} before
 * @param {Here} here */
export function standing(before, { now }) {
  const { state, held } = before.player;
  if (!held.length || !state || state.since === null) return before;
  const stands = set(before.player, after(state, { kind: "pause" }, now), now);
  return step(stands.player, ...stands.effects, ...before.effects.filter(({ kind }) => kind === "focus"));
}

/** Signs are told, or taken back.
 * @param {Player} player
 * @param {Sign[]} held */
export function hold(player, held) {
  const same = held.map(({ id }) => id).join() === player.held.map(({ id }) => id).join();
  if (same) return step(player);
  const asks = player.asked.asks === "end" ? null : player.asked.asks;
  const shown = step({ ...player, held, asked: { ...player.asked, asks } }, { kind: "hush" }, { kind: "draw" });
  return held.length && player.state ? andThen(shown, { kind: "focus", where: ".player-held" }) : shown;
}

/** Back to the notice from the question whether to end.
 * @param {Player} player */
export const backToNotice = (player) =>
  step({ ...player, asked: NOTHING_ASKED }, { kind: "draw" }, { kind: "focus", where: ".player-held" });

/** @param {Sign} sign */
const told = ({ name, head, says }) =>
  `<div class="player-box"><h4>${clean(head)}</h4><p>You ticked: ${clean(name)}.</p><p><b>${clean(says)}</b></p></div>`;

/** What was told, what to do, and the ways out.
 * @param {State} state
 * @param {View} view */
export function heldNotice(state, view) {
  const begun = isBegun(state);
  const save = begun && !view.looking ? press("save", "Save what was done", "primary") : "";
  const end = press("drop", begun ? "End without saving" : "End the session");
  const change = press("", "Change this answer", "link", `data-to="${clean(view.held[0].card)}"`);
  return `<div class="player-body"><h3 class="player-held" tabindex="-1">Stop here: the session is paused</h3>
${view.held.map(told).join("")}
${view.asks === "end" ? endQuestion(state, view) : `<div class="player-buttons">${save}${end}</div>`}<p>Ticked by mistake? ${change}</p></div>`;
}

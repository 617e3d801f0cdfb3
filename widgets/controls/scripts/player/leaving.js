// The ways out of a session: asked about, left for later, saved, lost, and taken back.

import { isTicked } from "./questions.js";
import { after, entryOf, faultOf, isBegun, isLeftBehind } from "./session_state.js";
import { act, andThen, NOTHING_ASKED, set, step } from "./step.js";

/** @import { State } from "./session_state.js" */
/** @import { Here, Player, Step } from "./step.js" */

/** @param {Player} player
 * @param {Here} here
 * @returns {Step} */
export function lose(player, { now }) {
  if (player.state?.saved) return set({ ...player, saved: player.state, asked: NOTHING_ASKED }, null, now);
  const ended = set({ ...player, dropped: player.state, asked: NOTHING_ASKED }, null, now);
  return andThen(ended, { kind: "say", says: "Ended without saving." });
}

/** Asks before a session is ended, unless nothing of it was done or ticked.
 * @param {Player} player
 * @param {State} state
 * @param {Here} here */
export function drop(player, state, here) {
  if (state.saved || (!isBegun(state) && !isTicked(player.asked))) return lose(player, here);
  const before = isLeftBehind(state, here.now) ? step(player) : act(player, state, { kind: "pause" }, here);
  const asked = { ...before.player.asked, asks: /** @type {const} */ ("end") };
  const asking = step({ ...before.player, asked }, ...before.effects);
  return andThen(asking, { kind: "hush" }, { kind: "draw" }, { kind: "focus", where: "[data-do=stay]" });
}

/** Back from the pain form: what was ticked in it stays, and the session in its pause.
 * @param {Player} player
 * @param {State} state
 * @param {Here} here */
function closeForm(player, state, here) {
  const closed = { ...player, asked: { ...player.asked, asks: null } };
  const back = isTicked(player.asked) ? step(closed, { kind: "draw" }) : act(player, state, { kind: "goOn" }, here);
  return andThen(back, { kind: "focus", where: "[data-do=hurts]" });
}

/** Back to the session from what is asked; from its end to a pain form that is not sent.
 * @param {Player} player
 * @param {State} state
 * @param {Here} here
 * @returns {Step} */
export function stay(player, state, here) {
  const { asked } = player;
  if (asked.asks === "end" && isTicked(asked)) {
    const form = { ...player, asked: { ...asked, asks: /** @type {const} */ ("hurts") } };
    return step(form, { kind: "draw" }, { kind: "focus", where: "select" });
  }
  const fresh = { ...player, asked: NOTHING_ASKED };
  return act(fresh, state, { kind: isLeftBehind(state, here.now) ? "resume" : "goOn" }, here);
}

/** The browser's own way back: it closes the pain form; else it asks once, and leads out when it is gone again; the session waits on the page.
 * @param {Player} player
 * @param {State} state
 * @param {Here} here */
export function leave(player, state, here) {
  if (player.asked.asks === "hurts" && !player.held.length) return closeForm(player, state, here);
  if (state.saved && !player.held.length) return lose(player, here);
  const leads = player.asked.asks === "end" || player.held.length > 0;
  return leads ? act(player, state, { kind: "leave" }, here) : drop(player, state, here);
}

/** A session that was saved before its end, at its summary: how hard it was and the weights can be added.
 * @param {Player} player
 * @param {Here} here */
export function add(player, { now, tab }) {
  if (!player.saved) return step(player);
  const over = { ...after(player.saved, { kind: "finish" }, now), tab, saved: true };
  const back = set({ ...player, saved: null, dropped: null }, over, now);
  return step(back.player, { kind: "say", says: "" }, ...back.effects, { kind: "focus", where: ".player-end" });
}

/** Brings the session into the diary, unless a weight cannot be read; one that is held back goes without that weight.
 * @param {Player} player
 * @param {State} state
 * @param {Here} here */
export function save(player, state, { now, unit }) {
  const fault = player.held.length ? null : faultOf(state, unit);
  if (fault) {
    const shown = { ...player, asked: NOTHING_ASKED };
    return step(shown, { kind: "draw" }, { kind: "focus", where: `[data-weight="${fault.id}"]` });
  }
  const saved = state.over && !state.saved ? null : state;
  const ended = set({ ...player, saved, asked: NOTHING_ASKED }, null, now);
  return step(ended.player, { kind: "post", entry: entryOf(state, unit, now) }, ...ended.effects);
}

/** The session that was ended last, in its pause.
 * @param {Player} player
 * @param {Here} here */
export function takeBack(player, { now, tab }) {
  if (!player.dropped) return step(player);
  const back = set(player, { ...after(player.dropped, { kind: "pause" }, now), tab }, now);
  return step({ ...back.player, dropped: null }, { kind: "say", says: "" }, ...back.effects);
}

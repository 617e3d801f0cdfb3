// The player as a state machine: what each event makes of it, and what is to be done about that. No page, no clock, no
// storage: the moment comes with the event, and what has to happen outside is named as an effect.

import { backToNotice, hold, isAllowed, standing } from "./held.js";
import { add, drop, leave, lose, save, stay, takeBack } from "./leaving.js";
import { missingOf } from "./questions.js";
import { after, begun, elapsed, isLeftBehind, isPaused, itemOf, secondsLeft } from "./session_state.js";
import { countdown, isWorking } from "./sound/words.js";
import { act, andThen, IDLE, NOTHING_ASKED, set, show, speak, step } from "./step.js";

/** @import { Session, State } from "./session_state.js" */
/** @import { Effect, Event, Here, Player, Press, Step } from "./step.js" */

const UNSEEN = 600; // milliseconds in which a press may still be meant for the screen before
const COUNTED = { pitch: 440, length: 0.12 };

/** Whether a press was meant for a count-in that ran out under the finger: it must not pass the work that came.
 * @param {Player} player
 * @param {State} state
 * @param {Press} press
 * @param {number} now */
function isUnseen({ ran }, state, press, now) {
  return (press === "next" || press === "done") && isWorking(state) && ran !== null && now - ran < UNSEEN;
}

/** @param {Player} player
 * @param {Press} press
 * @param {Here} here
 * @returns {Step} */
function pressed(player, press, here) {
  if (press === "takeBack") return takeBack(player, here);
  if (press === "add" && !player.state) return add(player, here);
  const { state, asked } = player;
  if (!state || isUnseen(player, state, press, here.now)) return step(player);
  switch (press) {
    case "pause":
      return act(player, state, { kind: isPaused(state) ? "goOn" : "pause" }, here);
    case "sound":
      return act(player, state, { kind: "sound" }, here, asked.asks);
    case "hurts": {
      const anew = { ...player, asked: { ...asked, missing: "" } };
      const asking = act(anew, state, { kind: "pause" }, here, "hurts");
      return andThen(asking, { kind: "hush" }, { kind: "focus", where: "select" });
    }
    case "stay":
      if (player.held.length) return backToNotice(player);
      return stay(player, state, here);
    case "drop":
      return drop(player, state, here);
    case "leave":
      return leave(player, state, here);
    case "save":
      return save(player, state, here);
    case "lose":
      return lose(player, here);
    case "add":
      return step(player);
    default:
      return act(player, state, { kind: press }, here);
  }
}

/** After an exercise was skipped for pain: where that was strong, nothing goes on before the runner has said so.
 * @param {Step} before
 * @param {number} score
 * @param {Here} here */
function skipped(before, score, here) {
  const { state } = before.player;
  if (!state || state.over || score <= (state.session.most_pain ?? 10)) return before;
  const asking = act(before.player, state, { kind: "pause" }, here, "strong");
  const calm = before.effects.filter(({ kind }) => kind !== "signal" && kind !== "speak");
  return step(asking.player, ...calm, ...asking.effects, { kind: "hush" }, { kind: "focus", where: "[data-do=save]" });
}

/** The pain form is sent off.
 * @param {Player} player
 * @param {State} state
 * @param {Here} here */
function hurt(player, state, here) {
  const { place, score } = player.asked;
  const missing = missingOf(player.asked);
  const told = { ...player, asked: { ...player.asked, missing } };
  if (!missing)
    return skipped(act(told, state, { kind: "skip", hurt: [place, Number(score)] }, here), Number(score), here);
  return step(told, { kind: "draw" }, { kind: "focus", where: place ? "[name=score]" : "[name=place]" });
}

/** Whether the session's time runs by itself.
 * @param {State | null} state
 * @param {number} now
 * @returns {state is State} */
export function runs(state, now) {
  return state !== null && !state.over && state.since !== null && !isLeftBehind(state, now);
}

/** A moment passes: the clock, the last three seconds of a phase aloud, and its end.
 * @param {Player} player
 * @param {number} now */
function ticked(player, now) {
  const { state, beeped } = player;
  if (!runs(state, now)) return step(player);
  const left = Math.ceil(secondsLeft(state, now) ?? 0);
  if (left <= 0) return set({ ...player, asked: NOTHING_ASKED, ran: now }, elapsed(state, now), now);
  const says = left === beeped ? "" : countdown(state, left);
  /** @type {Effect[]} */
  const signals = left <= 3 && left !== beeped ? [{ kind: "signal", ...COUNTED }] : [];
  if (says) signals.push({ kind: "speak", says, waits: false });
  return step({ ...player, beeped: left }, ...signals, { kind: "clock" });
}

/** Takes up what another tab made of the session.
 * @param {Player} player
 * @param {State | null} found
 * @param {number} now */
function followed(player, found, now) {
  const { state } = player;
  const same = state && found?.id === state.id && itemOf(found).id === itemOf(state).id;
  const shown = show(same ? player : { ...player, asked: NOTHING_ASKED }, found, now);
  return state && !found ? step(shown.player, { kind: "closed", id: state.id }, ...shown.effects) : shown;
}

/** Begins the session on offer, unless one runs.
 * @param {Player} player
 * @param {Session} offer
 * @param {string} id
 * @param {Here} here */
function begin(player, offer, id, { now, tab }) {
  if (player.state) return step(player);
  const state = begun(offer, id, tab, now);
  const first = set({ ...player, dropped: null, saved: null }, state, now);
  return step(first.player, { kind: "say", says: "" }, speak(state, now), ...first.effects);
}

/** @param {Player} player
 * @param {Event} event
 * @param {Here} here
 * @returns {Step} */
function happened(player, event, here) {
  const { state, asked } = player;
  switch (event.kind) {
    case "press":
      return pressed(player, event.press, here);
    case "begin":
      return begin(player, event.offer, event.id, here);
    case "hurt":
      return state ? hurt(player, state, here) : step(player);
    case "choose":
      return step({ ...player, asked: { ...asked, [event.name]: event.value } });
    case "unit":
      return step({ ...player, unit: event.unit }, { kind: "draw" });
    case "weigh":
    case "effort": // without drawing what is being typed in
      return state ? step({ ...player, state: after(state, event, here.now) }, { kind: "save" }) : step(player);
    case "tick":
      return ticked(player, here.now);
    case "followed":
      return followed(player, event.found, here.now);
    case "held":
      return hold(player, event.held);
    case "touched": // this tab gives the signals from now on
      if (!state || state.over || state.tab === here.tab) return step(player);
      return step({ ...player, state: { ...state, tab: here.tab } }, { kind: "save" });
    case "left": // somebody's diary is looked at from now on, or no longer, or all was forgotten
      return step(IDLE, { kind: "hush" }, { kind: "draw" });
  }
}

/** The player after an event, and what is to be done about it.
 * @param {Player} player
 * @param {Event} event
 * @param {Here} here
 * @returns {Step} */
export function next(player, event, here) {
  if (player.held.length && !isAllowed(event)) return step(player);
  return standing(happened(player, event, here), here);
}

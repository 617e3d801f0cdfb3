// The player as a state machine: what each event makes of it, and what is to be done about that. No page, no clock, no
// storage: the moment comes with the event, and what has to happen outside is named as an effect.

import { missingOf } from "./screen.js";
import {
  after,
  begun,
  elapsed,
  entryOf,
  faultOf,
  isBegun,
  isLeftBehind,
  isPaused,
  secondsLeft,
} from "./session_state.js";

/** @import { Asked } from "./screen.js" */
/** @import { Deed, Entry, PlainDeed, Session, State } from "./session_state.js" */
/** @import { Unit } from "./weight.js" */

/** `state` is the session that runs; `dropped` one that was ended without saving, until another is begun; `unit` the
 * unit of weights that was chosen here; `beeped` the last second that was counted down aloud.
 * @typedef {{ state: State | null, dropped: State | null, asked: Asked, unit: Unit | null, beeped: number | null }} Player */

/** A button of the screen, by its data-do.
 * @typedef {PlainDeed["kind"] | "skip" | "hurts" | "stay" | "drop" | "takeBack" | "save" | "lose"} Press */

/** What happens: a button is pressed (`begin` with the session on offer and the id of its entry), something is chosen or
 * typed, a moment passes, another tab went on with the session (`found`; null where it ended it), this tab is touched.
 * @typedef {{ kind: "press", press: Press } | { kind: "begin", offer: Session, id: string }
 *   | { kind: "hurt" } | { kind: "choose", name: "place" | "score", value: string } | { kind: "unit", unit: Unit }
 *   | { kind: "weigh", id: string, typed: string } | { kind: "effort", effort: number | null }
 *   | { kind: "tick" } | { kind: "followed", found: State | null } | { kind: "touched" } | { kind: "left" }} Event */

/** What is to be done, in this order: `draw` the screen, `clock` what is left alone, `focus` a part of the screen, `save`
 * the session where every tab finds it, `signal` aloud, `say` a sentence, `post` the entry to the diary.
 * @typedef {{ kind: "draw" } | { kind: "clock" } | { kind: "save" } | { kind: "focus", where: string }
 *   | { kind: "signal", pitch: number, length: number } | { kind: "say", says: string }
 *   | { kind: "closed", id: string } | { kind: "post", entry: Entry }} Effect */

/** When, in which tab, and in which unit weights are now.
 * @typedef {{ now: number, tab: string, unit: Unit }} Here */
/** @typedef {{ player: Player, effects: Effect[] }} Step */

/** @type {Asked} */
const NOTHING_ASKED = { asks: null, place: "", score: "", missing: "" };
/** @type {Player} */
export const IDLE = { state: null, dropped: null, asked: NOTHING_ASKED, unit: null, beeped: null };

const MOVED = { pitch: 880, length: 0.3 };
const COUNTED = { pitch: 440, length: 0.12 };

/** @param {Player} player
 * @param {Effect[]} effects
 * @returns {Step} */
const step = (player, ...effects) => ({ player, effects });

/** Shows another state of the session, or none.
 * @param {Player} player
 * @param {State | null} next
 * @returns {Step} */
function show(player, next) {
  const { state } = player;
  const moved = state && next?.id === state.id && (next.at === state.at + 1 || next.over) && !state.over;
  const beeped = next?.at === state?.at ? player.beeped : null;
  /** @type {Effect[]} */
  const signals = moved ? [{ kind: "signal", ...MOVED }] : [];
  return step({ ...player, state: next, beeped }, ...signals, { kind: "draw" });
}

/** As `show`, for every tab.
 * @param {Player} player
 * @param {State | null} next */
function set(player, next) {
  const { player: shown, effects } = show(player, next);
  return step(shown, ...effects, { kind: "save" });
}

/** A deed of the session that runs, in the tab that leads from now on.
 * @param {Player} player
 * @param {State} state
 * @param {Deed} deed
 * @param {Here} here
 * @param {Asked["asks"]} asks */
function act(player, state, deed, { now, tab }, asks = null) {
  return set({ ...player, asked: { ...player.asked, asks } }, { ...after(state, deed, now), tab });
}

/** Goes on from a step.
 * @param {Step} before
 * @param {Effect[]} effects
 * @returns {Step} */
const then = (before, ...effects) => step(before.player, ...before.effects, ...effects);

/** @param {Player} player
 * @returns {Step} */
function lose(player) {
  const ended = set({ ...player, dropped: player.state, asked: NOTHING_ASKED }, null);
  return then(ended, { kind: "say", says: "Ended without saving." });
}

/** Asks before a session is ended without saving, unless nothing of it was done.
 * @param {Player} player
 * @param {State} state
 * @param {Here} here */
function drop(player, state, here) {
  if (!isBegun(state)) return lose(player);
  const before = isLeftBehind(state, here.now) ? step(player) : act(player, state, { kind: "pause" }, here);
  const asked = { ...before.player.asked, asks: /** @type {const} */ ("end") };
  const asking = step({ ...before.player, asked }, ...before.effects);
  return then(asking, { kind: "draw" }, { kind: "focus", where: "[data-do=stay]" });
}

/** Brings the session into the diary, unless a weight cannot be read.
 * @param {Player} player
 * @param {State} state
 * @param {Here} here */
function save(player, state, { now, unit }) {
  const fault = faultOf(state, unit);
  if (fault) return step(player, { kind: "draw" }, { kind: "focus", where: `[data-weight="${fault.id}"]` });
  const ended = set({ ...player, asked: NOTHING_ASKED }, null);
  return step(ended.player, { kind: "post", entry: entryOf(state, unit, now) }, ...ended.effects);
}

/** The session that was ended last, in its pause.
 * @param {Player} player
 * @param {Here} here */
function takeBack(player, { now, tab }) {
  if (!player.dropped) return step(player);
  const back = set(player, { ...after(player.dropped, { kind: "pause" }, now), tab });
  return step({ ...back.player, dropped: null }, { kind: "say", says: "" }, ...back.effects);
}

/** @param {Player} player
 * @param {Press} press
 * @param {Here} here
 * @returns {Step} */
function pressed(player, press, here) {
  if (press === "takeBack") return takeBack(player, here);
  const { state, asked } = player;
  if (!state) return step(player);
  switch (press) {
    case "pause":
      return act(player, state, { kind: isPaused(state) ? "goOn" : "pause" }, here);
    case "sound":
      return act(player, state, { kind: "sound" }, here, asked.asks);
    case "hurts": {
      const fresh = { ...player, asked: NOTHING_ASKED };
      return then(act(fresh, state, { kind: "pause" }, here, "hurts"), { kind: "focus", where: "select" });
    }
    case "stay":
      return act(player, state, { kind: isLeftBehind(state, here.now) ? "resume" : "goOn" }, here);
    case "drop":
      return drop(player, state, here);
    case "save":
      return save(player, state, here);
    case "lose":
      return lose(player);
    default:
      return act(player, state, { kind: press }, here);
  }
}

/** The pain form is sent off.
 * @param {Player} player
 * @param {State} state
 * @param {Here} here */
function hurt(player, state, here) {
  const { place, score } = player.asked;
  const missing = missingOf(player.asked);
  const told = { ...player, asked: { ...player.asked, missing } };
  if (!missing) return act(told, state, { kind: "skip", hurt: [place, Number(score)] }, here);
  return step(told, { kind: "draw" }, { kind: "focus", where: place ? "[name=score]" : "[name=place]" });
}

/** Whether the session's time runs by itself.
 * @param {State | null} state
 * @param {number} now
 * @returns {state is State} */
export function runs(state, now) {
  return state !== null && !state.over && state.since !== null && !isLeftBehind(state, now);
}

/** A moment passes: the clock, the last three seconds aloud, and the end of the phase.
 * @param {Player} player
 * @param {number} now */
function ticked(player, now) {
  const { state, beeped } = player;
  if (!runs(state, now)) return step(player);
  const left = Math.ceil(secondsLeft(state, now) ?? 0);
  if (left <= 0) return set(player, elapsed(state, now));
  /** @type {Effect[]} */
  const signals = left <= 3 && left !== beeped ? [{ kind: "signal", ...COUNTED }] : [];
  return step({ ...player, beeped: left }, ...signals, { kind: "clock" });
}

/** Takes up what another tab made of the session.
 * @param {Player} player
 * @param {State | null} found */
function followed(player, found) {
  const { state } = player;
  const shown = show(found?.id === state?.id ? player : { ...player, asked: NOTHING_ASKED }, found);
  return state && !found ? step(shown.player, { kind: "closed", id: state.id }, ...shown.effects) : shown;
}

/** Begins the session on offer, unless one runs.
 * @param {Player} player
 * @param {Session} offer
 * @param {string} id
 * @param {Here} here */
function begin(player, offer, id, { now, tab }) {
  if (player.state) return step(player);
  const first = set({ ...player, dropped: null }, begun(offer, id, tab, now));
  return step(first.player, { kind: "say", says: "" }, ...first.effects);
}

/** The player after an event, and what is to be done about it.
 * @param {Player} player
 * @param {Event} event
 * @param {Here} here
 * @returns {Step} */
export function next(player, event, here) {
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
      return followed(player, event.found);
    case "touched": // this tab gives the signals from now on
      if (!state || state.over || state.tab === here.tab) return step(player);
      return step({ ...player, state: { ...state, tab: here.tab } }, { kind: "save" });
    case "left": // somebody's diary is looked at from now on, or no longer, or all was forgotten
      return step(IDLE, { kind: "draw" });
  }
}

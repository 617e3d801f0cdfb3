// What the player's machine is made of: the player, what happens to it, and a step from one player to the next with what
// is to be done about it.

import { after, isPaused } from "./session_state.js";
import { isWorking, words } from "./sound/words.js";

/** @import { Asked } from "./screen.js" */
/** @import { Deed, Entry, PlainDeed, Session, Sign, State } from "./session_state.js" */
/** @import { Unit } from "./weight.js" */

/** `state` is the session that runs; `dropped` one that was ended without saving, until another is begun; `unit` the
 * unit of weights that was chosen here; `beeped` the last second that passed; `held` the signs that were told and let
 * no session go on; `ran` when a phase last ran out by itself; `saved`
 * a session that was saved before its end, without how hard it was, until another is begun.
 * @typedef {{ state: State | null, dropped: State | null, asked: Asked, unit: Unit | null, beeped: number | null,
 *   held: Sign[], ran: number | null, saved: State | null }} Player */

/** A button of the screen, by its data-do; `leave` is the browser's own way back too.
 * @typedef {PlainDeed["kind"] | "skip" | "hurts" | "stay" | "drop" | "takeBack" | "save" | "lose" | "add"} Press */

/** What happens: a button is pressed (`begin` with the session on offer and the id of its entry), something is chosen or
 * typed, a moment passes, another tab went on with the session (`found`; null where it ended it), this tab is touched,
 * signs are told or taken back.
 * @typedef {{ kind: "press", press: Press } | { kind: "begin", offer: Session, id: string }
 *   | { kind: "hurt" } | { kind: "choose", name: "place" | "score", value: string } | { kind: "unit", unit: Unit }
 *   | { kind: "weigh", id: string, typed: string } | { kind: "effort", effort: number | null }
 *   | { kind: "tick" } | { kind: "followed", found: State | null } | { kind: "touched" } | { kind: "left" }
 *   | { kind: "held", held: Sign[] }} Event */

/** What is to be done, in this order: `draw` the screen, `clock` what is left alone, `focus` a part of the screen, `save`
 * the session where every tab finds it, `signal` with a tone, `speak` (what `waits` is left out where something is being
 * said) or be silent (`hush`), `say` a sentence on the page, `post` the entry to the diary.
 * @typedef {{ kind: "draw" } | { kind: "clock" } | { kind: "save" } | { kind: "focus", where: string }
 *   | { kind: "signal", pitch: number, length: number } | { kind: "say", says: string }
 *   | { kind: "speak", says: string, waits: boolean } | { kind: "hush" }
 *   | { kind: "closed", id: string } | { kind: "post", entry: Entry }} Effect */

/** When, in which tab, and in which unit weights are now.
 * @typedef {{ now: number, tab: string, unit: Unit }} Here */
/** @typedef {{ player: Player, effects: Effect[] }} Step */

/** @type {Asked} */
export const NOTHING_ASKED = { asks: null, place: "", score: "", missing: "" };
/** @type {Player} */
export const IDLE = {
  state: null,
  dropped: null,
  asked: NOTHING_ASKED,
  unit: null,
  beeped: null,
  held: [],
  ran: null,
  saved: null,
};

const MOVED = { pitch: 880, length: 0.3 };

/** @param {Player} player
 * @param {Effect[]} effects
 * @returns {Step} */
export const step = (player, ...effects) => ({ player, effects });

/** Goes on from a step.
 * @param {Step} before
 * @param {Effect[]} effects
 * @returns {Step} */
export const andThen = (before, ...effects) => step(before.player, ...before.effects, ...effects);

/** The words of a phase that begins; those of work wait until the count-in has told what is to be done.
 * @param {State} state
 * @param {number} now
 * @returns {Effect} */
export const speak = (state, now) => ({ kind: "speak", says: words(state, now), waits: isWorking(state) });

/** @param {State | null} before
 * @param {State | null} next
 * @param {number} now
 * @returns {Effect[]} */
function voiced(before, next, now) {
  if (!before) return [];
  if (!next || next.away || isPaused(next)) return [{ kind: "hush" }];
  const same = before.at === next.at && before.over === next.over;
  const goesOn = isPaused(before) || before.away;
  return next.id !== before.id || (same && !goesOn) ? [] : [speak(next, now)];
}

/** Shows another state of the session, or none.
 * @param {Player} player
 * @param {State | null} next
 * @param {number} now
 * @returns {Step} */
export function show(player, next, now) {
  const { state } = player;
  const moved = state && next?.id === state.id && (next.at === state.at + 1 || next.over) && !state.over;
  const beeped = next?.at === state?.at ? player.beeped : null;
  /** @type {Effect[]} */
  const signals = moved ? [{ kind: "signal", ...MOVED }] : [];
  return step({ ...player, state: next, beeped }, ...signals, ...voiced(state, next, now), { kind: "draw" });
}

/** As `show`, for every tab.
 * @param {Player} player
 * @param {State | null} next
 * @param {number} now */
export const set = (player, next, now) => andThen(show(player, next, now), { kind: "save" });

/** Deeds that leave what was ticked of a pain, and not sent, to be gone on with. */
const LEAVES = ["pause", "goOn", "leave", "sound"];

/** A deed of the session that runs, in the tab that leads from now on.
 * @param {Player} player
 * @param {State} state
 * @param {Deed} deed
 * @param {Here} here
 * @param {Asked["asks"]} asks */
export function act(player, state, deed, { now, tab }, asks = null) {
  const asked = { ...(LEAVES.includes(deed.kind) ? player.asked : NOTHING_ASKED), asks };
  return set({ ...player, asked }, { ...after(state, deed, now), tab }, now);
}

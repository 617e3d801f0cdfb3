// A session that is being done, as a plain value, and what each deed makes of it: no clock, no page, no storage.
// Times are milliseconds since 1970; what is left of a phase is reckoned from them, not counted down.

import { localDay } from "../shared/day.js";
import { readWeight } from "./weight.js";

/** @import { Unit, Weight } from "./weight.js" */

/** What is done, as the kernel plans it; `load_kg` is the weight used last.
 * @typedef {{ id: string, name: string, picture: string, cues: string[], aim: string, tempo: string, rounds: number,
 *   notes?: string[], weight: boolean, load_kg?: number | null }} Item */
/** `seconds` is null where the runner decides.
 * @typedef {{ item: number, round: number, side: string, kind: "ready" | "reps" | "hold" | "rest" | "change",
 *   seconds: number | null, says: string }} Phase */
/** @typedef {{ id: string, name: string }} Place */
/** A sign that lets no session go on: `head` and `says` are what to do, `card` is the place where it is ticked.
 * @typedef {{ id: string, group: string, name: string, head: string, says: string, card: string }} Sign */
/** `signs` is left out by an older page.
 * @typedef {{ week: number, letter: string, items: Item[], phases: Phase[], places: Place[], signs?: Sign[],
 *   most_pain?: number }} Session */
/** Where it hurt, and how much, 0 to 10.
 * @typedef {[string, number]} Hurt */
/** @typedef {{ rounds: number, load_kg: number | null, typed: string | null, hurt: Hurt | null }} Done */
/** `id` is its entry's in the diary, `tab` is the tab that leads; `left` are the seconds left of the phase at `since`,
 * which is null in a pause; `stands` is a pause where the runner decides; `did` are the phases that were done to their end; `away` is whether the runner has left the
 * full screen for the page, where it waits; `saved` whether it is in the diary already and only added to.
 * @typedef {{ session: Session, id: string, tab: string | null, day: string, touched: number, at: number,
 *   left: number | null, since: number | null, sound: boolean, did: number[], done: Record<string, Done>,
 *   effort: number | null, over: boolean, away?: boolean, stands?: boolean,
 *   saved?: boolean }} State */
/** @typedef {{ kind: "done" | "next" | "back" | "finish" | "pause" | "goOn" | "resume" | "leave" | "sound" }} PlainDeed */
/** `ranOut` is a phase that came to its end by itself.
 * @typedef {PlainDeed | { kind: "ranOut" } | { kind: "skip", hurt?: Hurt } | { kind: "effort", effort: number | null }
 *   | { kind: "weigh", id: string, typed: string }} Deed */

const LATE = 2000; // a phase that ended longer ago was slept through, and the next one begins now
const ALONE = 600_000; // without a deed, until the screen may sleep
const LEFT = 4 * 3_600_000; // without a deed, until a session of another day counts as left behind

/** A session at its first phase.
 * @param {Session} session
 * @param {string} id
 * @param {string} tab
 * @param {number} now
 * @returns {State} */
export function begun(session, id, tab, now) {
  /** @type {[string, Done][]} */
  const done = session.items.map((item) => [
    item.id,
    { rounds: 0, load_kg: item.load_kg ?? null, typed: null, hurt: null },
  ]);
  const state = { session, id, tab, day: localDay(now), touched: now, at: 0, left: null, since: null, sound: true };
  return goTo({ ...state, did: [], done: Object.fromEntries(done), effort: null, over: false }, 0, now);
}

/** A session as it may have been kept by an older page, which gave it no id.
 * @typedef {Omit<State, "id"> & { id: string | null }} Kept */

/** Whether what was kept makes a session that can be gone on with.
 * @param {Partial<Kept>} found
 * @returns {found is Kept} */
function holds(found) {
  const { session, done, at, day } = found;
  const lists = [session?.phases, session?.items, session?.places].every(Array.isArray);
  if (!lists || !session?.phases[at ?? -1] || !/^\d{4}-\d\d-\d\d$/.test(day ?? "")) return false;
  if (!session.items.every((item) => done?.[item?.id] && Array.isArray(item.cues))) return false;
  return session.phases.every((phase) => session.items[phase?.item]);
}

/** What was kept of a session, with what an older page did not keep; null where it cannot be gone on with.
 * @param {unknown} found
 * @returns {Kept | null} */
export function revived(found) {
  if (!found || typeof found !== "object" || !holds(found)) return null;
  const { session, done } = found;
  const known = Object.entries(done).map(([name, each]) => [name, Object.assign({ typed: null }, each)]);
  const did = session.phases.flatMap((phase, n) =>
    isWork(phase) && phase.round <= done[session.items[phase.item].id].rounds ? [n] : [],
  );
  return { ...{ id: null, tab: null, touched: 0, did }, ...found, done: Object.fromEntries(known) };
}

/** @param {State} state */
export const phaseOf = (state) => state.session.phases[state.at];
/** @param {State} state */
export const itemOf = (state) => state.session.items[phaseOf(state).item];
/** @param {Phase} phase */
const isWork = (phase) => phase.kind === "reps" || phase.kind === "hold";
/** @param {State} state */
export const isPaused = (state) => state.stands || (state.left !== null && state.since === null);

/** Seconds left of the phase; null where the runner decides.
 * @param {State} state
 * @param {number} now */
export function secondsLeft({ left, since }, now) {
  return left === null || since === null ? left : left - (now - since) / 1000;
}

/** @param {State} state
 * @param {number} at a phase; past the last one the session is over
 * @param {number} now
 * @returns {State} */
function goTo(state, at, now) {
  const { phases } = state.session;
  const over = at >= phases.length;
  const index = Math.max(0, Math.min(at, phases.length - 1));
  const left = over ? null : phases[index].seconds;
  return { ...state, at: index, over, left, since: left === null ? null : now, stands: false };
}

/** The phase was done to its end. A round counts when all its work was, on both sides.
 * @param {State} state */
function counted(state) {
  const { phases, items } = state.session;
  const did = [...new Set([...state.did, state.at])];
  const { item } = phaseOf(state);
  const mine = phases.map((phase, at) => ({ ...phase, at })).filter((phase) => phase.item === item && isWork(phase));
  const missing = new Set(mine.filter(({ at }) => !did.includes(at)).map(({ round }) => round));
  const full = new Set(mine.map(({ round }) => round).filter((round) => !missing.has(round))).size;
  const { id } = items[item];
  return withItem({ ...state, did }, id, { rounds: Math.max(state.done[id].rounds, full) });
}

/** @param {State} state
 * @param {string} id
 * @param {Partial<Done>} change
 * @returns {State} */
const withItem = (state, id, change) => ({ ...state, done: { ...state.done, [id]: { ...state.done[id], ...change } } });

/** On to the next exercise; this one does not come round again.
 * @param {State} state
 * @param {number} now
 * @param {Hurt | null} hurt */
function skipped(state, now, hurt) {
  const { id } = itemOf(state);
  const phases = state.session.phases.filter(({ item }, n) => n <= state.at || item !== phaseOf(state).item);
  const told = withItem(state, id, { hurt: hurt ?? state.done[id].hurt });
  return goTo({ ...told, session: { ...state.session, phases } }, state.at + 1, now);
}

/** What counts: repetitions that the runner calls done, and a hold that ran to its end; nothing that is passed over.
 * @param {State} state
 * @param {Deed} deed
 * @param {number} now
 * @returns {State} */
function made(state, deed, now) {
  const { kind } = phaseOf(state);
  switch (deed.kind) {
    case "done":
      return kind === "reps" ? goTo(counted(state), state.at + 1, now) : state;
    case "ranOut":
      return goTo(kind === "hold" ? counted(state) : state, state.at + 1, now);
    case "next":
      return goTo(state, state.at + 1, now);
    case "back":
      return goTo(state, state.at - 1, now);
    case "finish":
      return { ...goTo(state, state.session.phases.length, now), away: false };
    case "pause":
      return { ...state, left: secondsLeft(state, now), since: null, stands: state.left === null && !state.over };
    case "goOn":
      return {
        ...state,
        since: isPaused(state) && state.left !== null ? now : state.since,
        away: false,
        stands: false,
      };
    case "leave":
      return { ...made(state, { kind: "pause" }, now), away: true };
    case "resume": // after days away the phase begins again; a session of which nothing was done is one of today
      return { ...goTo(state, state.at, now), away: false, day: isBegun(state) ? state.day : localDay(now) };
    case "skip":
      return skipped(state, now, deed.hurt ?? null);
    case "sound":
      return { ...state, sound: !state.sound };
    case "effort":
      return { ...state, effort: deed.effort };
    case "weigh":
      return withItem(state, deed.id, { typed: deed.typed });
  }
}

/** The session after a deed of the runner.
 * @param {State} state
 * @param {Deed} deed
 * @param {number} now */
export const after = (state, deed, now) => ({ ...made(state, deed, now), touched: now });

/** The session after a phase ran to its end by itself: the same in every tab that keeps its time.
 * @param {State} state
 * @param {number} now */
export function elapsed(state, now) {
  const end = (state.since ?? now) + (state.left ?? 0) * 1000;
  return after(state, { kind: "ranOut" }, now - end > LATE ? now : end);
}

/** Whether something was done, or hurt.
 * @param {State} state */
export function isBegun(state) {
  return Object.values(state.done).some(({ rounds, hurt }) => rounds || hurt);
}

/** @param {State} state
 * @param {number} now */
export function isLeftBehind(state, now) {
  return !state.over && state.day !== localDay(now) && now - state.touched > LEFT;
}

/** Whether it covers the page: one that waits, or was left behind for days, is a part of it.
 * @param {State | null} state
 * @param {number} now
 * @returns {boolean} */
export const isFull = (state, now) => state !== null && !state.away && !isLeftBehind(state, now);

/** @param {State} state
 * @param {number} now */
export function needsScreen(state, now) {
  return !state.over && !state.away && !isPaused(state) && now - state.touched < ALONE;
}

/** The weight of an exercise: what was typed for it, or else what was used last.
 * @param {Done} done
 * @param {Unit} unit
 * @returns {Weight} */
export function weightOf({ rounds, typed, load_kg }, unit) {
  if (!rounds) return { kg: null };
  return typed === null ? { kg: load_kg } : readWeight(typed, unit);
}

/** The first weight that cannot be read: its exercise and the sentence; null where all can.
 * @param {State} state
 * @param {Unit} unit */
export function faultOf(state, unit) {
  const found = Object.entries(state.done).map(([id, each]) => ({ id, fault: weightOf(each, unit).fault }));
  return found.find(({ fault }) => fault) ?? null;
}

/** The session as an entry of the diary.
 * @param {State} state
 * @param {Unit} unit
 * @param {number} now */
export function entryOf(state, unit, now) {
  const performed = Object.entries(state.done).map(([exercise, each]) => {
    return { exercise, rounds: each.rounds, load_kg: weightOf(each, unit).kg ?? null, hurt: each.hurt };
  });
  const { week, letter } = state.session;
  const edited = new Date(now).toISOString();
  return { kind: "session", id: state.id, date: state.day, edited, week, letter, performed, effort: state.effort };
}

/** @typedef {ReturnType<typeof entryOf>} Entry */

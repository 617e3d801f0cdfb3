// A session that is being done, as a plain value, and what each deed makes of it: no clock, no page, no storage.
// Times are milliseconds since 1970; what is left of a phase is reckoned from them, not counted down.

import { readWeight } from "./weight.js";

const LATE = 2000; // a phase that ended longer ago was slept through, and the next one begins now
const ALONE = 600_000; // without a deed, until the screen may sleep
const LEFT = 4 * 3_600_000; // without a deed, until a session of another day counts as left behind

/** The day of a moment where the visitor is, as YYYY-MM-DD. */
export function localDay(now) {
  const date = new Date(now);
  const part = (n) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/** A session at its first phase. `id` is its entry's in the diary from now on, `tab` is the tab that leads. */
export function begun(session, id, tab, now) {
  const done = Object.fromEntries(
    session.items.map((item) => [item.id, { rounds: 0, load_kg: item.load_kg ?? null, typed: null, hurt: null }]),
  );
  const state = {
    session,
    id,
    tab,
    day: localDay(now),
    touched: now,
    at: 0,
    left: null,
    since: null,
    sound: true,
    did: [],
    done,
    effort: null,
    over: false,
  };
  return goTo(state, 0, now);
}

/** What was kept of a session, with what an older page did not keep; null where it cannot be gone on with. */
export function revived(found) {
  const { session, done, at, day } = found ?? {};
  const lists = [session?.phases, session?.items, session?.places].every(Array.isArray);
  if (!lists || !session.phases[at] || !/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  if (!session.items.every((item) => done?.[item?.id] && Array.isArray(item.cues))) return null;
  if (!session.phases.every((phase) => session.items[phase?.item])) return null;
  const known = Object.entries(done).map(([name, each]) => [name, { typed: null, ...each }]);
  const did = session.phases.flatMap((phase, n) =>
    isWork(phase) && phase.round <= done[session.items[phase.item].id].rounds ? [n] : [],
  );
  return { id: null, tab: null, touched: 0, did, ...found, done: Object.fromEntries(known) };
}

export const phaseOf = (state) => state.session.phases[state.at];
export const itemOf = (state) => state.session.items[phaseOf(state).item];
const isWork = (phase) => phase.kind === "reps" || phase.kind === "hold";
export const isPaused = (state) => state.left !== null && state.since === null;

/** Seconds left of the phase; null where the runner decides. */
export function secondsLeft(state, now) {
  return state.since === null ? state.left : state.left - (now - state.since) / 1000;
}

function goTo(state, at, now) {
  const { phases } = state.session;
  const over = at >= phases.length;
  const place = Math.max(0, Math.min(at, phases.length - 1));
  const left = over ? null : phases[place].seconds;
  return { ...state, at: place, over, left, since: left === null ? null : now };
}

/** The phase was done to its end. A round counts when all its work was, on both sides. */
function counted(state) {
  const { phases, items } = state.session;
  const did = [...new Set([...state.did, state.at])];
  const { item: place } = phaseOf(state);
  const mine = phases.map((phase, at) => ({ ...phase, at })).filter((phase) => phase.item === place && isWork(phase));
  const missing = new Set(mine.filter(({ at }) => !did.includes(at)).map(({ round }) => round));
  const full = new Set(mine.map(({ round }) => round).filter((round) => !missing.has(round))).size;
  const { id } = items[place];
  const before = state.done[id];
  return { ...state, did, done: { ...state.done, [id]: { ...before, rounds: Math.max(before.rounds, full) } } };
}

const withItem = (state, id, change) => ({ ...state, done: { ...state.done, [id]: { ...state.done[id], ...change } } });

const DEEDS = {
  done: (state, now) => goTo(counted(state), state.at + 1, now),
  next: (state, now) => goTo(state, state.at + 1, now),
  back: (state, now) => goTo(state, state.at - 1, now),
  finish: (state, now) => goTo(state, state.session.phases.length, now),
  pause: (state, now) => ({ ...state, left: secondsLeft(state, now), since: null }),
  goOn: (state, now) => ({ ...state, since: isPaused(state) ? now : state.since }),
  /** After days away the phase begins again; a session of which nothing was done is one of today. */
  resume: (state, now) => ({ ...goTo(state, state.at, now), day: isBegun(state) ? state.day : localDay(now) }),
  /** On to the next exercise; this one does not come round again. `hurt` is where and how much, 0 to 10. */
  skip(state, now, hurt = null) {
    const { id } = itemOf(state);
    const phases = state.session.phases.filter(({ item }, n) => n <= state.at || item !== phaseOf(state).item);
    const told = withItem(state, id, { hurt: hurt ?? state.done[id].hurt });
    return goTo({ ...told, session: { ...state.session, phases } }, state.at + 1, now);
  },
  sound: (state) => ({ ...state, sound: !state.sound }),
  effort: (state, _now, effort) => ({ ...state, effort }),
  weigh: (state, _now, [id, typed]) => withItem(state, id, { typed }),
};

/** The session after a deed of the runner. */
export function after(state, deed, now, told) {
  return { ...DEEDS[deed](state, now, told), touched: now };
}

/** The session after a phase ran to its end by itself: the same in every tab that keeps its time. */
export function elapsed(state, now) {
  const end = state.since + state.left * 1000;
  return after(state, "done", now - end > LATE ? now : end);
}

/** Whether something was done, or hurt. */
export function isBegun(state) {
  return Object.values(state.done).some(({ rounds, hurt }) => rounds || hurt);
}

export function isLeftBehind(state, now) {
  return !state.over && state.day !== localDay(now) && now - state.touched > LEFT;
}

export function needsScreen(state, now) {
  return !state.over && !isPaused(state) && now - state.touched < ALONE;
}

/** The weight of an exercise: what was typed for it, or else what was used last. */
export function weightOf({ rounds, typed, load_kg }, unit) {
  if (!rounds) return { kg: null };
  return typed === null ? { kg: load_kg } : readWeight(typed, unit);
}

/** The first weight that cannot be read: its exercise and the sentence; null where all can. */
export function faultOf(state, unit) {
  const found = Object.entries(state.done).map(([id, each]) => ({ id, fault: weightOf(each, unit).fault }));
  return found.find(({ fault }) => fault) ?? null;
}

/** The session as an entry of the diary. */
export function entryOf(state, unit, now) {
  const performed = Object.entries(state.done).map(([exercise, each]) => ({
    exercise,
    rounds: each.rounds,
    load_kg: weightOf(each, unit).kg,
    hurt: each.hurt,
  }));
  const { week, letter } = state.session;
  return {
    kind: "session",
    id: state.id,
    date: state.day,
    edited: new Date(now).toISOString(),
    week,
    letter,
    performed,
    effort: state.effort,
  };
}

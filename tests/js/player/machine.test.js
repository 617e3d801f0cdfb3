// The player as a state machine: what an event makes of it, and what is to be done about that.

import assert from "node:assert/strict";
import { test } from "node:test";
import { screenOf } from "../../../widgets/controls/scripts/player/screen.js";
import { after, begun, isFull, isPaused, needsScreen } from "../../../widgets/controls/scripts/player/session_state.js";
import { IDLE } from "../../../widgets/controls/scripts/player/step.js";
import { BEGIN, DAY, kinds, press, RUNNING, run, START, stateOf, TAB, WORKED, WORKING } from "./machine_runs.js";
import { SESSION } from "./session.js";

/** @import { Event, Player } from "../../../widgets/controls/scripts/player/step.js" */

test("a session begins once, and every tab finds it", () => {
  const first = run([BEGIN]);
  assert.deepEqual(kinds(first), ["say", "speak", "draw", "save"]);
  assert.deepEqual([stateOf(first.player).id, stateOf(first.player).tab, stateOf(first.player).at], ["1f", TAB, 0]);
  const again = run([{ ...BEGIN, id: "2e" }], first.player);
  assert.deepEqual([again.player, again.effects], [first.player, []]);
});

test("no button and no moment does anything where no session runs", () => {
  /** @type {Event[]} */
  const events = [{ kind: "tick" }, { kind: "hurt" }, { kind: "touched" }, { kind: "effort", effort: 3 }];
  const presses = /** @type {const} */ (["done", "pause", "skip", "hurts", "drop", "takeBack", "save", "lose"]);
  for (const event of [...events, ...presses.map(press)]) {
    assert.deepEqual(run([event]), { player: IDLE, effects: [] }, JSON.stringify(event));
  }
});

test("on to the next phase with a signal; back without one", () => {
  assert.deepEqual(kinds(run([press("next")], RUNNING)), ["signal", "speak", "draw", "save"]);
  assert.deepEqual(kinds(run([press("back")], WORKING)), ["speak", "draw", "save"]);
  assert.deepEqual(kinds(run([press("finish")], RUNNING)), ["signal", "speak", "draw", "save"]);
});

test("pause goes on when it is pressed again", () => {
  const paused = run([press("pause")], RUNNING, START + 1000).player;
  assert.deepEqual([stateOf(paused).left, stateOf(paused).since], [4, null]);
  assert.equal(stateOf(run([press("pause")], paused, START + 9000).player).since, START + 9000);
});

test("repetitions are paused as all else is, and no moment or reload ends that", () => {
  const paused = run([press("pause")], WORKING);
  assert.ok(isPaused(stateOf(paused.player)));
  assert.ok(kinds(paused).includes("hush"));
  assert.ok(!needsScreen(stateOf(paused.player), START));
  assert.ok(isPaused(stateOf(run([{ kind: "followed", found: stateOf(paused.player) }], WORKING).player)));
  const goesOn = run([press("pause")], paused.player, START + 9000).player;
  assert.deepEqual([isPaused(stateOf(goesOn)), stateOf(goesOn).since, stateOf(goesOn).left], [false, null, null]);
  assert.ok(!isPaused(stateOf(run([press("done")], paused.player).player)), "what is called done was done");
});

test("the last three seconds are counted aloud, once each", () => {
  /** @type {string[]} */
  const heard = [];
  let player = RUNNING;
  for (let now = START; now < START + 5000; now += 100) {
    const step = run([{ kind: "tick" }], player, now);
    player = step.player;
    for (const effect of step.effects) if (effect.kind === "signal") heard.push(`${now - START}: ${effect.pitch}`);
  }
  assert.deepEqual(heard, ["2000: 440", "3000: 440", "4000: 440"]);
});

test("a phase that runs out leads to the next one", () => {
  const step = run([{ kind: "tick" }], RUNNING, START + 5000);
  assert.deepEqual(kinds(step), ["signal", "speak", "draw", "save"]);
  assert.deepEqual([stateOf(step.player).at, step.player.beeped], [1, null]);
});

test("a press that was meant for the count-in does not pass the work that came under the finger", () => {
  const came = run([{ kind: "tick" }], RUNNING, START + 5000).player;
  for (const each of /** @type {const} */ (["next", "done"])) {
    assert.deepEqual(run([press(each)], came, START + 5599), { player: came, effects: [] }, each);
    assert.equal(stateOf(run([press(each)], came, START + 5600).player).at, 2, each);
  }
  const asked = run([press("next")], RUNNING, START + 4900).player;
  assert.equal(stateOf(run([press("done")], asked, START + 5100).player).at, 2, "who went on by hand has seen it");
});

test("a moment is nothing where the runner decides, in a pause, after the end and days later", () => {
  const paused = run([press("pause")], RUNNING).player;
  const over = run([press("finish")], RUNNING).player;
  for (const player of [WORKING, paused, over]) {
    assert.deepEqual(run([{ kind: "tick" }], player, START + 60_000), { player, effects: [] });
  }
  assert.deepEqual(run([{ kind: "tick" }], RUNNING, START + DAY), { player: RUNNING, effects: [] });
});

test("a skip for pain asks where and how much, and says what is missing", () => {
  const asking = run([press("hurts")], WORKING);
  assert.deepEqual(asking.effects.at(-1), { kind: "focus", where: "select" });
  assert.equal(asking.player.asked.asks, "hurts");
  const empty = run([{ kind: "hurt" }], asking.player);
  assert.equal(empty.player.asked.missing, "Choose where it hurts and how much, 0 to 10.");
  assert.deepEqual(empty.effects, [{ kind: "draw" }, { kind: "focus", where: "[name=place]" }]);
  const placed = run([{ kind: "choose", name: "place", value: "mtss" }], empty.player);
  assert.deepEqual(placed.effects, [], "what is being chosen is not drawn anew");
  const half = run([{ kind: "hurt" }], placed.player);
  assert.deepEqual(half.effects.at(-1), { kind: "focus", where: "[name=score]" });
  const told = run([{ kind: "choose", name: "score", value: "0" }, { kind: "hurt" }], half.player);
  assert.deepEqual(stateOf(told.player).done.hip_thrust.hurt, ["mtss", 0]);
  assert.equal(told.player.asked.asks, null);
});

test("strong pain stops the session, and the runner may go on with the others", () => {
  const hurts = (/** @type {string} */ score) => [
    press("hurts"),
    /** @type {const} */ ({ kind: "choose", name: "place", value: "mtss" }),
    /** @type {const} */ ({ kind: "choose", name: "score", value: score }),
    /** @type {const} */ ({ kind: "hurt" }),
  ];
  const state = stateOf(WORKING);
  const bounded = { ...WORKING, state: { ...state, session: { ...state.session, most_pain: 5 } } };
  assert.equal(run(hurts("5"), bounded).player.asked.asks, null);
  const asking = run(hurts("6"), bounded);
  assert.equal(asking.player.asked.asks, "strong");
  assert.deepEqual(stateOf(asking.player).done.hip_thrust.hurt, ["mtss", 6]);
  assert.ok(isPaused(stateOf(asking.player)));
  assert.ok(!asking.effects.some(({ kind }) => kind === "speak" || kind === "signal"));
  const on = run([press("stay")], asking.player).player;
  assert.equal(on.asked.asks, null);
  assert.ok(!isPaused(stateOf(on)));
});

test("the pain form is empty again for the next exercise", () => {
  const told = run([press("hurts"), { kind: "choose", name: "place", value: "mtss" }, press("stay")], WORKING);
  assert.equal(run([press("hurts")], told.player).player.asked.place, "");
});

test("sound on or off leaves the question that is open", () => {
  const asking = run([press("hurts"), press("sound")], WORKING).player;
  assert.deepEqual([asking.asked.asks, stateOf(asking).sound], ["hurts", false]);
});

test("sound is one button by that name, pressed while it is on", () => {
  const around = { held: [], looking: false, waits: false, dropped: false, saved: false, offered: "", voice: null };
  /** @param {Player} player */
  const shown = ({ state, asked }) => screenOf(state, { ...asked, ...around, unit: "kg" }, START);
  assert.match(shown(WORKING), /aria-pressed="true">Sound</);
  assert.match(shown(run([press("sound")], WORKING).player), /aria-pressed="false">Sound</);
});

test("a session of which nothing was done ends at once, and can be taken back", () => {
  const lost = run([press("drop")], RUNNING);
  assert.equal(lost.player.state, null);
  assert.deepEqual(lost.effects.at(-1), { kind: "say", says: "Ended without saving." });
  const back = run([press("takeBack")], lost.player);
  assert.deepEqual([stateOf(back.player).id, stateOf(back.player).since, back.player.dropped], ["1f", null, null]);
});

test("a session that was begun is paused and asked about before it is lost", () => {
  const asking = run([press("drop")], WORKED);
  assert.deepEqual([asking.player.asked.asks, stateOf(asking.player).since], ["end", null]);
  assert.deepEqual(asking.effects.at(-1), { kind: "focus", where: "[data-do=stay]" });
  assert.equal(run([press("stay")], asking.player).player.asked.asks, null);
  const lost = run([press("lose")], asking.player).player;
  assert.deepEqual([lost.state, lost.dropped?.id], [null, "1f"]);
  assert.equal(run([{ ...BEGIN, id: "2e" }], lost).player.dropped, null, "another that is begun takes its place");
});

test("the way back asks once, and gone again it leads out: the session waits, paused, until it is gone on with", () => {
  const asking = run([press("leave")], WORKED);
  assert.equal(asking.player.asked.asks, "end");
  assert.ok(isFull(asking.player.state, START));
  const away = run([press("leave")], asking.player).player;
  assert.deepEqual([stateOf(away).away, stateOf(away).since, stateOf(away).at], [true, null, stateOf(WORKED).at]);
  assert.ok(!isFull(away.state, START));
  assert.ok(!needsScreen(stateOf(away), START));
  assert.deepEqual(run([{ kind: "tick" }], away, START + 600_000).effects, []);
  const back = stateOf(run([press("goOn")], away, START + 700_000).player);
  assert.deepEqual([back.away, back.since], [false, START + 700_000]);
});

test("a question that is answered is asked again the next time", () => {
  const stays = run([press("leave"), press("stay"), press("leave")], WORKED).player;
  assert.deepEqual([stays.asked.asks, stateOf(stays).away ?? false], ["end", false]);
});

test("the way out of a session of which nothing was done asks nothing", () => {
  const lost = run([press("leave")], WORKING).player;
  assert.deepEqual([lost.state, lost.dropped?.id], [null, "1f"]);
});

test("one that was left behind is not paused by the question, and begins its phase again", () => {
  const asking = run([press("drop")], WORKED, START + DAY);
  assert.deepEqual(asking.player.state, WORKED.state);
  const stays = stateOf(run([press("stay")], asking.player, START + DAY).player);
  assert.deepEqual([stays.since, stays.day], [START + DAY, "2026-11-03"]);
});

test("a weight that cannot be read is shown instead of saved", () => {
  const typed = run([press("finish"), { kind: "weigh", id: "hip_thrust", typed: "315" }], WORKED);
  assert.deepEqual(typed.effects, [{ kind: "save" }], "what is being typed in is not drawn anew");
  const held = run([press("save")], typed.player);
  assert.deepEqual(held.effects, [{ kind: "draw" }, { kind: "focus", where: '[data-weight="hip_thrust"]' }]);
  assert.ok(held.player.state);
  const saved = run([{ kind: "weigh", id: "hip_thrust", typed: "20" }, press("save")], held.player);
  assert.deepEqual(kinds(saved), ["post", "hush", "draw", "save"]);
  assert.equal(saved.player.state, null);
});

test("what another tab made of the session is taken up, with the signal of a phase more", () => {
  const found = after(stateOf(WORKING), { kind: "done" }, START + 9000);
  const step = run([{ kind: "followed", found }], WORKING);
  assert.deepEqual(kinds(step), ["signal", "speak", "draw"]);
  assert.deepEqual(step.player.state, found);
});

test("a session that another tab ended is told of, and leaves no question open", () => {
  const asking = run([press("hurts")], WORKING).player;
  const gone = run([{ kind: "followed", found: null }], asking);
  assert.deepEqual(gone.effects, [{ kind: "closed", id: "1f" }, { kind: "hush" }, { kind: "draw" }]);
  assert.equal(gone.player.asked.asks, null);
  const other = begun(SESSION, "2e", "there", START);
  assert.equal(run([{ kind: "followed", found: other }], asking).player.asked.asks, null);
});

test("the tab that is touched leads", () => {
  const theirs = { ...WORKING, state: { ...stateOf(WORKING), tab: "there" } };
  const touched = run([{ kind: "touched" }], theirs);
  assert.deepEqual([stateOf(touched.player).tab, kinds(touched)], [TAB, ["save"]]);
  assert.deepEqual(run([{ kind: "touched" }], touched.player).effects, []);
});

test("the screen stays on while the session runs, and not in a pause or after ten minutes alone", () => {
  assert.ok(needsScreen(stateOf(RUNNING), START + 1000));
  assert.ok(!needsScreen(stateOf(RUNNING), START + 600_000));
  assert.ok(!needsScreen(stateOf(run([press("pause")], RUNNING).player), START + 1000));
});

test("an event changes nothing of the player that it came to", () => {
  const before = structuredClone(WORKED);
  /** @type {Event[]} */
  const events = [press("finish"), { kind: "effort", effort: 7 }, press("save"), { kind: "left" }];
  run(events, WORKED);
  assert.deepEqual(WORKED, before);
});

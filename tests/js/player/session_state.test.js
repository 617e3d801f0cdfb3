// What a deed makes of a session: pure functions, without a page.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  after,
  begun,
  elapsed,
  faultOf,
  isLeftBehind,
  revived,
  secondsLeft,
} from "../../../widgets/controls/scripts/player/session_state.js";
import { SESSION } from "./session.js";

process.env.TZ = "Pacific/Auckland";

/** @import { Deed, State } from "../../../widgets/controls/scripts/player/session_state.js" */

const START = 1_790_000_000_000;
/** Get ready, and the repetitions. */
/** @type {Deed["kind"][]} */
const ROUND = ["next", "done"];

/** The session after these deeds, a second apart.
 * @param {(Deed["kind"] | Deed)[]} deeds
 * @param {State} [found] */
function run(deeds, found) {
  let now = START;
  let state = found ?? begun(SESSION, "1f", "tab", now);
  for (const deed of deeds) {
    now += 1000;
    state = after(state, typeof deed === "string" ? /** @type {Deed} */ ({ kind: deed }) : deed, now);
  }
  return state;
}

/** @param {State} state */
const rounds = (state) => Object.fromEntries(Object.entries(state.done).map(([id, each]) => [id, each.rounds]));

test("only what was done counts as a round", () => {
  assert.equal(rounds(run(["next", "next", "next", "next", "next"])).hip_thrust, 0);
  assert.equal(rounds(run(ROUND)).hip_thrust, 1);
  assert.equal(rounds(run([...ROUND, "back", "done"])).hip_thrust, 1);
  assert.equal(rounds(run(["next", "finish"])).hip_thrust, 0);
  assert.equal(rounds(run(["next", "next", "next", ...ROUND])).hip_thrust, 1);
  assert.equal(rounds(run([...ROUND, "next", ...ROUND])).hip_thrust, 2);
});

test("a round counts when both sides are done: a side that was passed over is none, a hold that ran out is its half", () => {
  assert.equal(rounds(run(["skip", "next", "next", "next", "ranOut"])).side_plank, 0);
  assert.equal(rounds(run(["skip", "next", "ranOut", "next", "next"])).side_plank, 0, "passed over in its middle");
  assert.equal(rounds(run(["skip", "next", "ranOut", "ranOut", "ranOut"])).side_plank, 1);
});

test("a hold is done when its time is over, and nothing else can call it done; nor can a rest be", () => {
  const holding = run(["skip", "next"]);
  assert.deepEqual(run(["done"], holding).at, holding.at);
  assert.deepEqual(run(["done"], holding).did, []);
  const resting = run(ROUND);
  assert.deepEqual([run(["done"], resting).at, run(["ranOut"], resting).did], [resting.at, resting.did]);
});

test("a hold that ran to its end counts, and the next phase begins where it ended, whenever a tab's clock ticks", () => {
  const holding = run(["skip", "next"]);
  assert.ok(holding.since !== null);
  const end = holding.since + 30_000;
  const inTime = [0, 70, 900].map((late) => elapsed(holding, end + late));
  assert.deepEqual(inTime[0], inTime[1]);
  assert.deepEqual(inTime[0], inTime[2]);
  assert.equal(inTime[0].since, end);
  assert.deepEqual(inTime[0].did, [holding.at]);
  assert.equal(elapsed(holding, end + 60_000).since, end + 60_000, "what was slept through begins anew");
});

test("pausing keeps what is left", () => {
  const paused = run(["pause"]);
  assert.deepEqual([paused.left, paused.since], [4, null], "a second of the count-in is gone");
  assert.equal(secondsLeft(run(["pause", "goOn"]), START + 3000), 3, "the pause costs nothing");
});

test("a skip for pain is kept, and the exercise does not come round again", () => {
  const hurt = run([{ kind: "skip", hurt: ["elsewhere", 6] }]);
  assert.deepEqual(new Set(hurt.session.phases.slice(1).map(({ item }) => item)), new Set([1]));
  assert.deepEqual(hurt.done.hip_thrust.hurt, ["elsewhere", 6]);
  assert.equal(hurt.session.phases[hurt.at].item, 1);
  const again = run([{ kind: "skip", hurt: ["elsewhere", 6] }, "back", "skip"]);
  assert.deepEqual(again.done.hip_thrust.hurt, ["elsewhere", 6], "skipping it once more takes nothing back");
});

test("a session is of the day on which it began, and left behind only after hours without a deed", () => {
  const late = Date.UTC(2026, 10, 3, 10, 50); // 23:50 in Auckland
  const [minutes, hours] = [60_000, 3_600_000];
  const state = begun(SESSION, "1f", "tab", late);
  assert.equal(state.day, "2026-11-03");
  const next = after(state, { kind: "next" }, late + 20 * minutes);
  assert.equal(next.day, "2026-11-03");
  assert.ok(!isLeftBehind(state, late + 20 * minutes));
  assert.ok(!isLeftBehind(next, late + 4 * hours));
  assert.ok(isLeftBehind(next, late + 8 * hours));
  assert.equal(
    after(next, { kind: "resume" }, late + 30 * hours).day,
    "2026-11-05",
    "nothing of it was done on the first day",
  );
  const done = after(next, { kind: "done" }, late + 20 * minutes);
  assert.equal(after(done, { kind: "resume" }, late + 20 * minutes + 1e8).day, "2026-11-03");
});

test("a weight that cannot be read holds the session back, unless nothing was done with it", () => {
  const faulty = run([...ROUND, { kind: "weigh", id: "hip_thrust", typed: "315" }]);
  assert.equal(faultOf(faulty, "kg")?.id, "hip_thrust");
  assert.equal(faultOf(faulty, "lb"), null);
  assert.equal(faultOf(run([{ kind: "weigh", id: "hip_thrust", typed: "315" }]), "kg"), null);
});

for (const change of [
  { at: 99 },
  { at: -1 },
  { session: {} },
  { session: null },
  { day: 5 },
  { done: {} },
  { done: null },
]) {
  test(`what makes no session is not gone on with: ${JSON.stringify(change)}`, () => {
    assert.equal(revived({ ...run(["next"]), ...change }), null);
  });
}

test("what is no session at all is not gone on with", () => {
  for (const nothing of [null, 3, "x", [], {}]) assert.equal(revived(nothing), null);
});

test("a session of an older page, without id, tab and anything typed, goes on", () => {
  const { id, tab, touched, did, ...old } = run(ROUND);
  const untyped = Object.entries(old.done).map(([name, { typed, ...each }]) => [name, each]);
  const older = revived({ ...old, done: Object.fromEntries(untyped) });
  assert.ok(older);
  assert.equal(older.id, null);
  const found = { ...older, id: "2e" };
  assert.equal(rounds(found).hip_thrust, 1);
  assert.equal(rounds(run(["next", ...ROUND], found)).hip_thrust, 2);
  assert.equal(found.done.hip_thrust.typed, null);
});

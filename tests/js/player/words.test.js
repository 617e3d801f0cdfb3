// What the voice says of each phase: one who does not look knows what to do.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begun } from "../../../widgets/controls/scripts/player/session_state.js";
import { localVoice } from "../../../widgets/controls/scripts/player/sound/voice.js";
import { countdown, words } from "../../../widgets/controls/scripts/player/sound/words.js";
import { kinds, press, RUNNING, run, START, WORKED, WORKING } from "./machine_runs.js";
import { SESSION } from "./session.js";

/** @import { Phase, Session, State } from "../../../widgets/controls/scripts/player/session_state.js" */

const [HIP, PLANK] = SESSION.items;
/** @type {Session} */
const CUED = { ...SESSION, items: [{ ...HIP, cues: ["Push through your heels", "Ribs down."] }, PLANK] };

/** The session at one of its phases, which begins now.
 * @param {number} at
 * @param {Session} [session]
 * @returns {State} */
function standing(at, session = CUED) {
  return { ...begun(session, "1f", "tab", START), at, left: session.phases[at].seconds, since: START };
}

/** @param {number} at
 * @param {Session} [session] */
const said = (at, session) => words(standing(at, session), START);

test("a count-in names exercise, side and count, and the cue of its round", () => {
  assert.equal(said(0), "Hip thrust. 10 reps. Push through your heels.");
  assert.equal(said(3), "Hip thrust. 10 reps. Ribs down.");
  assert.equal(said(6), "Side plank. Left side. Hold 30 seconds. Slowly.");
  const third = { ...CUED, phases: CUED.phases.map((phase) => ({ ...phase, round: 3 })) };
  assert.equal(said(0, third), "Hip thrust. 10 reps. Push through your heels.", "the cues begin anew");
});

test("an exercise without cues is named all the same", () => {
  const bare = { ...CUED, items: CUED.items.map((item) => ({ ...item, cues: [] })) };
  assert.equal(said(0, bare), "Hip thrust. 10 reps.");
});

test("a change of sides names the other side", () => {
  assert.equal(said(8), "Change sides. Right side. Hold 30 seconds.");
});

test("a rest says how long it is, and what comes next", () => {
  assert.equal(said(2), "Rest, 60 seconds. Next: round 2.");
  assert.equal(said(5), "Rest, 60 seconds. Next: Side plank.");
  assert.equal(words(standing(5), START + 40_500), "Rest, 20 seconds. Next: Side plank.");
  assert.equal(words(standing(5), START + 59_500), "Rest, 1 second. Next: Side plank.");
});

test("work begins in a word, and the end is told", () => {
  assert.deepEqual([said(1), said(7)], ["Go.", "Hold."]);
  assert.equal(words({ ...standing(9), over: true }, START), "Session over.");
});

test("several holds are counted, and the breath between them is one", () => {
  const at = { item: 0, round: 1, side: "right" };
  /** @type {Phase[]} */
  const phases = [
    { ...at, kind: "change", seconds: 10, says: "Change sides" },
    { ...at, kind: "hold", seconds: 20, says: "Hold 1 of 2" },
    { ...at, kind: "ready", seconds: 3, says: "Breathe" },
    { ...at, kind: "hold", seconds: 20, says: "Hold 2 of 2" },
  ];
  const session = { ...CUED, phases };
  assert.equal(said(0, session), "Change sides. Right side. 2 holds of 20 seconds.");
  assert.deepEqual([said(1, session), said(2, session)], ["Hold 1 of 2.", "Breathe."]);
});

test("figures are spoken as words, and of one side only its own", () => {
  const phases = CUED.phases.map((phase) => ({ ...phase, side: "left", says: "10-12 reps each side, 2 s hold each" }));
  assert.equal(
    said(0, { ...CUED, phases }),
    "Hip thrust. Left side. 10 to 12 reps, 2 seconds hold each. Push through your heels.",
  );
});

test("the last seconds are counted in a hold alone, and ten seconds told only where it is long", () => {
  const hold = standing(7);
  assert.deepEqual(
    [11, 10, 4, 3, 1].map((left) => countdown(hold, left)),
    ["", "10 seconds.", "", "3.", "1."],
  );
  assert.deepEqual(
    [10, 3].map((left) => countdown(standing(2), left)),
    ["", ""],
  );
  assert.equal(countdown({ ...hold, since: null }, 3), "");
  const short = { ...CUED, phases: CUED.phases.map((phase) => ({ ...phase, seconds: phase.seconds && 12 })) };
  assert.equal(countdown(standing(7, short), 10), "");
});

test("only an English voice of the device speaks, its own choice first", () => {
  const voice = (/** @type {string} */ lang, localService = true, isDefault = false) => ({
    lang,
    localService,
    default: isDefault,
  });
  assert.equal(localVoice([]), null);
  assert.equal(localVoice([voice("en-GB", false, true), voice("de-DE"), voice("enm")]), null);
  assert.deepEqual(localVoice([voice("de-DE", true, true), voice("en_US")]), voice("en_US"));
  assert.deepEqual(localVoice([voice("en-US"), voice("en-GB", true, true)]), voice("en-GB", true, true));
});

test("the voice falls silent in a pause, at a question and after the end, and goes on with the session", () => {
  const silent = /** @type {const} */ ([
    [RUNNING, "pause"],
    [WORKING, "hurts"],
    [WORKED, "leave"],
    [WORKED, "drop"],
    [WORKING, "lose"],
  ]);
  for (const [player, button] of silent) {
    const found = kinds(run([press(button)], player));
    assert.ok(found.includes("hush") && !found.includes("speak"), button);
  }
  const paused = run([press("pause")], WORKED, START + 20_000).player;
  const [first] = run([press("pause")], paused, START + 90_000).effects;
  assert.ok(first.kind === "speak" && first.says.startsWith("Rest, "), "and says what is left");
});

test("what is skipped is no longer spoken of, and work waits for the words of its count-in", () => {
  const [, skipped] = run([press("skip")], WORKED).effects;
  assert.ok(skipped.kind === "speak" && !skipped.waits);
  const [, begins] = run([press("next")], RUNNING).effects;
  assert.ok(begins.kind === "speak" && begins.waits);
});

test("a hold tells when ten seconds are left, and counts down", () => {
  const holding = run([press("skip"), press("next")], RUNNING);
  /** @type {string[]} */
  const said = [];
  let { player } = holding;
  for (let now = START + 1000; now < START + 31_000; now += 100) {
    const step = run([{ kind: "tick" }], player, now);
    player = step.player;
    for (const effect of step.effects) if (effect.kind === "speak") said.push(`${now - START - 1000}: ${effect.says}`);
  }
  assert.deepEqual(said, ["20000: 10 seconds.", "27000: 3.", "28000: 2.", "29000: 1."]);
});

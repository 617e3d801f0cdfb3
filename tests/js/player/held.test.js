// A session that runs while a sign is told that lets none go on.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { screenOf } from "../../../widgets/controls/scripts/player/screen.js";
import { signsTold } from "../../../widgets/controls/scripts/player/signs.js";
import { DIARY, touch } from "../../../widgets/controls/scripts/shared/kept.js";
import { modelOf, opened } from "../stand_ins.js";
import { BEGIN, kinds, press, RUNNING, run, START, stateOf, WORKED, WORKING } from "./machine_runs.js";
import { SESSION } from "./session.js";

/** @import { Player, Press } from "../../../widgets/controls/scripts/player/step.js" */

const SIGN = {
  id: "heel_snap",
  group: "now",
  name: "Snap <in> the heel",
  head: "See someone today",
  says: "Get urgent care today.",
  card: "signs-now",
};
const TOLD = { kind: /** @type {const} */ ("held"), held: [SIGN] };
const UNTOLD = { kind: /** @type {const} */ ("held"), held: [] };

/** What is on the screen.
 * @param {Player} player */
function shown({ state, asked, held }) {
  const around = {
    unit: /** @type {const} */ ("kg"),
    looking: false,
    waits: false,
    dropped: false,
    saved: false,
    offered: "",
  };
  return screenOf(state, { ...asked, ...around, held, voice: null }, START);
}

/** @param {Player} player */
const buttons = (player) => [...shown(player).matchAll(/data-do="(\w*)"/g)].map(([, deed]) => deed);

test("a sign that is told pauses the session at once, silences it, and no moment moves it", () => {
  const held = run([TOLD], RUNNING, START + 1000);
  assert.deepEqual([stateOf(held.player).left, stateOf(held.player).since], [4, null]);
  assert.ok(kinds(held).includes("hush") && kinds(held).includes("save"));
  assert.deepEqual(held.effects.at(-1), { kind: "focus", where: ".player-held" });
  assert.deepEqual(run([{ kind: "tick" }], held.player, START + 60_000).effects, []);
  assert.deepEqual(run([TOLD], held.player).effects, [], "it is told once");
});

test("the notice says what was told and what to do, and offers saving and ending alone", () => {
  const { player } = run([TOLD], WORKED);
  assert.match(shown(player), /You ticked: Snap &lt;in&gt; the heel\..*Get urgent care today\./s);
  assert.deepEqual(buttons(player), ["save", "drop", ""]);
  assert.match(shown(player), /data-to="signs-now"/);
  assert.deepEqual(buttons(run([TOLD], WORKING).player), ["drop", ""], "nothing was done that could be saved");
});

test("no press brings a session back that is held", () => {
  const { player } = run([TOLD], WORKED);
  const presses = /** @type {Press[]} */ (["goOn", "pause", "next", "done", "resume", "finish", "skip", "stay"]);
  for (const each of presses) assert.deepEqual(stateOf(run([press(each)], player).player), stateOf(player), each);
  const elsewhere = { ...stateOf(WORKED), since: START, left: 60 };
  assert.equal(stateOf(run([{ kind: "followed", found: elsewhere }], player).player).since, null);
  const asking = run([press("drop"), TOLD], WORKED).player;
  assert.deepEqual(buttons(asking), ["save", "drop", ""], "an open question gives way");
  assert.equal(run([TOLD, BEGIN]).player.state, null, "and none begins");
});

test("what was done is saved at one press; ending asks first, and staying is staying at the notice", () => {
  const { player } = run([TOLD], WORKED);
  const saved = run([press("save")], player);
  assert.equal(saved.player.state, null);
  assert.ok(kinds(saved).includes("post"));
  const asking = run([press("drop")], player).player;
  assert.deepEqual(buttons(asking), ["stay", "save", "lose", ""]);
  assert.deepEqual(buttons(run([press("stay")], asking).player), ["save", "drop", ""]);
  const lost = run([press("lose")], asking).player;
  assert.deepEqual([lost.state, lost.dropped?.id], [null, "1f"]);
  assert.equal(stateOf(run([press("takeBack")], lost).player).since, null);
});

test("the way back leads to the page, where the notice stands too", () => {
  const away = run([TOLD, press("leave")], WORKED).player;
  assert.equal(stateOf(away).away, true);
  assert.deepEqual(buttons(away), ["save", "drop", ""]);
});

test("a sign that is taken back leaves the session in its pause, to be gone on with", () => {
  const back = run([TOLD, UNTOLD], RUNNING).player;
  assert.equal(stateOf(back).since, null);
  assert.ok(buttons(back).includes("pause"));
  assert.equal(stateOf(run([press("pause")], back, START + 9000).player).since, START + 9000);
});

test("a weight that cannot be read holds no saving up", () => {
  const typed = run([press("finish"), { kind: "weigh", id: "hip_thrust", typed: "315" }, TOLD, press("save")], WORKED);
  const [post] = typed.effects.filter(({ kind }) => kind === "post");
  assert.equal(post.kind === "post" && post.entry.performed[0].load_kg, null);
});

/** @type {string[][]} */
let told;
/** @type {ReturnType<typeof looks>} */
let signs;

/** @param {string[]} held */
function looks(held) {
  told = [];
  const model = modelOf({ session: { ...SESSION, signs: [SIGN] }, running: false, again: "", held });
  return signsTold(
    model,
    () => undefined,
    (each) => told.push(each.map(({ id }) => id)),
  );
}

/** What is told now. */
function now() {
  signs.look();
  return told.at(-1);
}

beforeEach(() => {
  opened();
  signs = looks([]);
});

test("a sign counts from the tick on, in the diary, and by the word of the kernel", () => {
  assert.deepEqual(now(), []);
  touch("safety", "now", ["heel_snap"]);
  assert.deepEqual(now(), ["heel_snap"]);
  touch("safety", "now", ["none_of_these"]);
  assert.deepEqual(now(), []);
  opened();
  const entry = { id: "answer-red_flags", edited: "2026-11-03", deleted: false, value: ["heel_snap", "low_energy"] };
  localStorage.setItem(DIARY, JSON.stringify({ entries: [entry] }));
  assert.deepEqual(now(), ["heel_snap"]);
  touch("safety", "now", []);
  assert.deepEqual(now(), [], "the tick that is taken back goes before the diary");
  opened({ refuses: true });
  assert.deepEqual(now(), []);
  signs = looks(["heel_snap"]);
  assert.deepEqual(now(), ["heel_snap"]);
});

test("a sign that is new in a check-in counts before the check-in is saved", () => {
  touch("check_in", "signs", ["heel_snap"]);
  touch("check_in", "news", "nothing");
  assert.deepEqual(now(), [], "nothing is new after all");
  touch("check_in", "news", "something");
  assert.deepEqual(now(), ["heel_snap"]);
});

test("what is kept and no diary tells of nothing", () => {
  for (const text of ["", "null", "{}", '{"entries": [null, 5]}', '{"entries": [{"id": "answer-red_flags"}]}']) {
    localStorage.setItem(DIARY, text);
    assert.deepEqual(now(), [], text);
  }
});

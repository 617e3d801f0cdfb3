// The ways out of a session, and of the pain form.

import assert from "node:assert/strict";
import { test } from "node:test";
import { after } from "../../../widgets/controls/scripts/player/session_state.js";
import { BEGIN, kinds, press, RUNNING, run, START, stateOf, WORKED, WORKING } from "./machine_runs.js";

test("the way back closes the pain form, and the session goes on", () => {
  const back = run([press("hurts"), press("leave")], RUNNING);
  assert.deepEqual([back.player.asked.asks, stateOf(back.player).at, stateOf(back.player).id], [null, 0, "1f"]);
  assert.equal(stateOf(back.player).since, START + 1000);
  assert.deepEqual(back.effects.at(-1), { kind: "focus", where: "[data-do=hurts]" });
});

test("what was ticked of a pain stays in its pause, and is asked about before the session ends", () => {
  const left = run([press("hurts"), { kind: "choose", name: "place", value: "mtss" }, press("leave")], RUNNING).player;
  assert.deepEqual([left.asked.asks, left.asked.place, stateOf(left).since], [null, "mtss", null]);
  assert.equal(run([press("hurts")], left).player.asked.place, "mtss");
  const asking = run([press("leave")], left).player;
  assert.equal(asking.asked.asks, "end");
  const stays = run([press("stay")], asking).player;
  assert.deepEqual([stays.asked.asks, stays.asked.place], ["hurts", "mtss"]);
  for (const each of /** @type {const} */ (["next", "skip", "back"])) {
    assert.equal(run([press(each), press("hurts")], left).player.asked.place, "", each);
  }
  const goesOn = run([press("pause")], left, START + 1000).player;
  assert.equal(goesOn.asked.place, "mtss");
  assert.equal(run([{ kind: "tick" }], goesOn, START + 20_000).player.asked.place, "");
});

test("a pain form that is open is not of an exercise that another tab went on to", () => {
  const asking = run([press("hurts"), { kind: "choose", name: "place", value: "mtss" }], WORKING).player;
  const found = after(stateOf(asking), { kind: "skip" }, START + 9000);
  const there = run([{ kind: "followed", found }], asking).player;
  assert.deepEqual([there.asked.asks, there.asked.place], [null, ""]);
});

test("what was done is saved at one press, and how it felt is added afterwards to the same entry", () => {
  const saved = run([press("drop"), press("save")], WORKED);
  assert.deepEqual([saved.player.state, kinds(saved).includes("post")], [null, true]);
  const adding = run([press("add")], saved.player);
  assert.ok(stateOf(adding.player).over);
  assert.deepEqual(adding.effects.at(-1), { kind: "focus", where: ".player-end" });
  for (const each of /** @type {const} */ (["drop", "leave"])) {
    const left = run([press(each)], adding.player).player;
    assert.deepEqual([left.state, left.dropped, left.saved?.id], [null, null, "1f"], `${each}: it is in the diary`);
  }
  const added = run([{ kind: "effort", effort: 6 }, press("save")], adding.player, START + 9000);
  const [post] = added.effects.filter(({ kind }) => kind === "post");
  assert.ok(post.kind === "post");
  assert.deepEqual([post.entry.id, post.entry.effort, post.entry.performed[0].rounds], ["1f", 6, 1]);
  assert.equal(run([{ ...BEGIN, id: "2e" }], added.player).player.saved, null);
  const whole = run([press("finish"), press("save"), press("add")], WORKED).player;
  assert.deepEqual([whole.state, whole.saved], [null, null], "who saw the summary is asked nothing more");
});

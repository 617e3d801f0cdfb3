// Start after an answer that its engine has not heard of yet.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { offered, PATIENCE } from "../../../widgets/controls/scripts/player/offered.js";
import { settle, touch } from "../../../widgets/controls/scripts/shared/kept.js";
import { modelOf, opened } from "../stand_ins.js";

/** @type {string[]} */
let said = [];
let begun = 0;
let held = false;
/** @type {ReturnType<typeof modelOf>} */
let model;

/** A player of a page whose engine is there, still to come or cut off.
 * @param {{ engine?: string, cutOff?: boolean }} [page] */
function start({ engine, cutOff = false } = {}) {
  Object.assign(document, { body: { dataset: engine ? { engine } : {} } });
  const el = { closest: () => ({ classList: { contains: () => cutOff } }) };
  const player = offered(
    model,
    /** @type {HTMLElement} */ (/** @type {unknown} */ (el)),
    (sentence) => said.push(sentence),
    () => {
      begun += 1;
    },
    () => held,
  );
  return player;
}

/** The first press comes to a warning, the second begins all the same.
 * @param {ReturnType<typeof offered>} player */
function warnsOnce(player) {
  player.start();
  mock.timers.tick(PATIENCE);
  assert.equal(begun, 0);
  assert.match(said.at(-1) ?? "", /has not arrived yet/);
  player.start();
  assert.equal(begun, 1);
}

beforeEach(() => {
  opened();
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  [said, begun, held, model] = [[], 0, false, modelOf({})];
});

test("a page that was touched nowhere else starts at once", () => {
  start().start();
  assert.deepEqual([begun, model.sent, said], [1, [], []]);
});

test("after a touch elsewhere the session of now is asked for, once, and begins with the answer", () => {
  const player = start();
  document.dispatchEvent(new Event("change"));
  player.start();
  player.start();
  assert.deepEqual([begun, model.sent], [0, [{ kind: "offer?" }]]);
  model.happens("msg:custom", { kind: "offer" });
  assert.equal(begun, 1);
  assert.match(said[0], /One moment/);
  assert.equal(said.at(-1), "");
  mock.timers.tick(PATIENCE);
  model.happens("msg:custom", { kind: "offer" });
  assert.equal(begun, 1, "it has begun");
  player.start();
  assert.equal(begun, 2, "nothing was touched since");
});

test("a touch alone, with no answer on its way, keeps nobody from starting where nobody answers", () => {
  const player = start();
  document.dispatchEvent(new Event("click"));
  player.start();
  mock.timers.tick(PATIENCE);
  assert.equal(begun, 1);
});

test("an answer that nobody has heard of is told of, and a second press begins all the same", () => {
  for (const page of [{}, { cutOff: true }, { engine: "none" }]) {
    [said, begun] = [[], 0];
    touch("about", "injuries", { pfp: { state: "sore", side: null } });
    const player = start(page);
    warnsOnce(player);
    settle("about", { injuries: { pfp: { state: "sore", side: null } } });
  }
});

test("nobody is asked for what was only looked at, where there is no engine to ask", () => {
  for (const page of [{ cutOff: true }, { engine: "starting" }]) {
    begun = 0;
    const player = start(page);
    document.dispatchEvent(new Event("click"));
    player.start();
    assert.deepEqual([begun, model.sent], [1, []]);
  }
});

test("another answer after the warning is waited for as the first was", () => {
  touch("programme", "equipment", ["dumbbell"]);
  const player = start();
  player.start();
  mock.timers.tick(PATIENCE);
  document.dispatchEvent(new Event("change"));
  player.start();
  assert.equal(begun, 0);
  model.happens("msg:custom", { kind: "offer" });
  assert.equal(begun, 1);
});

test("a player that is taken away begins nothing", () => {
  touch("safety", "now", ["none_of_these"]);
  const player = start();
  player.start();
  player.stop();
  mock.timers.tick(PATIENCE);
  model.happens("msg:custom", { kind: "offer" });
  assert.equal(begun, 0);
});

test("what was chosen and is kept nowhere is not passed over either where nobody answers", () => {
  for (const page of [{}, { cutOff: true }]) {
    [said, begun] = [[], 0];
    const player = start(page);
    document.dispatchEvent(new Event("change"));
    warnsOnce(player);
    player.stop();
  }
});

test("a sign invites nobody to press again, whether it was told before or meanwhile", () => {
  touch("safety", "now", ["chest_pain"]);
  const player = start();
  player.start();
  held = true;
  mock.timers.tick(PATIENCE);
  player.start();
  assert.equal(begun, 0);
  assert.deepEqual(said.slice(1), Array(2).fill("You ticked a sign, so no session begins. Check says what to do."));
});

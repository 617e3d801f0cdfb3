// What is no answer, and needs no engine.

import assert from "node:assert/strict";
import { test } from "node:test";
import { exerciseAsked, isAnswer, isProbe, isReading, ownTraits } from "../../../hosting/front/scripts/reading.js";

/** @param {object} data */
const message = (data) => ({ type: /** @type {const} */ ("comm_msg"), content: { comm_id: "w0", data } });
/** @param {string} kind */
const custom = (kind) => message({ method: "custom", content: { kind, id: "seed_rdl" } });
/** @param {object} state */
const update = (state) => message({ method: "update", state });

test("to read, to go from place to place and to tell the day is no answer", () => {
  for (const kind of ["day", "exercise", "preset", "there?"]) assert.ok(isReading(custom(kind)), kind);
  assert.ok(isReading(update({ place: "plan" })));
  assert.ok(isReading(update({ refused: true, promised: true, copy_due: false })));
});

test("whatever else is said is one", () => {
  for (const kind of ["answered", "found", "opened", "link", "forget", "share", ""])
    assert.ok(!isReading(custom(kind)));
  assert.ok(!isReading(update({ running: true })));
  assert.ok(!isReading(update({ place: "plan", running: true })));
  assert.ok(!isReading(message({ method: "custom" })));
  assert.ok(!isReading({ ...update({ place: "plan" }), type: "comm_open" }));
});

test("an exercise is asked for by its id, and by no other message", () => {
  assert.equal(exerciseAsked(custom("exercise")), "seed_rdl");
  assert.equal(exerciseAsked(custom("answered")), null);
  assert.equal(exerciseAsked(update({ place: "plan" })), null);
});

test("the question whether somebody is there is known", () => {
  assert.ok(isProbe(custom("there?")));
  assert.ok(!isProbe(custom("day")));
  assert.ok(!isProbe({ content: { comm_id: "w0", data: undefined } }));
});

test("what the page itself says of widgets is told from what an engine does", () => {
  assert.deepEqual(ownTraits({ w0: { place: "plan", names: [] }, w1: { text: "x" } }), { w0: { place: "plan" } });
});

test("what a programme may follow from is an answer, and so is what was kept of earlier ones", () => {
  const custom = (/** @type {object} */ content) => ({
    type: /** @type {const} */ ("comm_msg"),
    content: { comm_id: "w1", data: { method: "custom", content } },
  });
  const found = (/** @type {object} */ drafts) => custom({ kind: "found", text: "{}", drafts });
  for (const left of [() => true, () => false]) {
    assert.equal(isAnswer(custom({ kind: "answered", touched: {} }), left), true);
    assert.equal(isAnswer(custom({ kind: "done", entry: {} }), left), true);
    assert.equal(isAnswer(custom({ event: "click" }), left), true);
    assert.equal(isAnswer(found({ safety: { now: ["chest_pain"] } }), left), true);
    assert.equal(isAnswer(custom({ kind: "day" }), left), false);
    assert.equal(isAnswer(custom({ kind: "preset", touched: {} }), left), false);
    assert.equal(isAnswer(custom({ kind: "exercise", id: "x" }), left), false);
  }
  assert.equal(
    isAnswer(found({}), (diary) => diary === "{}"),
    false,
    "the page that is shown followed from this diary",
  );
  assert.equal(
    isAnswer(found({}), () => false),
    true,
    "the page that is shown is nobody's",
  );
});

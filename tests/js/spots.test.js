// What a body to tap and its rows make of an answer, whatever it was before.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenOf, sideAfter, stateAfter, tapped } from "../../widgets/controls/scripts/questions/placed.js";

/** @import { SoreSpot } from "../../widgets/controls/scripts/questions/items.js" */

/** @param {string} id
 * @param {string} spot
 * @returns {SoreSpot} */
const spot = (id, spot, kind = "injury") => ({ id, label: id, hint: "", answer: "", kind, spot });
const OPTIONS = [spot("mtss", "shin"), spot("pfp", "knee_front"), spot("tight", "thigh_back", "tightness")];
const NOW = { state: "sore", side: null };

test("a state is told, changed and taken back, and keeps its side", () => {
  const sore = stateAfter(OPTIONS, null, "mtss", "sore");
  assert.deepEqual(sore, { mtss: NOW });
  const left = sideAfter(OPTIONS, sore, "mtss", "left");
  const past = stateAfter(OPTIONS, left, "mtss", "settled");
  assert.deepEqual(past, { mtss: { state: "settled", side: "left" } });
  assert.deepEqual(sideAfter(OPTIONS, past, "mtss", null), { mtss: { state: "settled", side: null } });
  assert.deepEqual(stateAfter(OPTIONS, past, "mtss", null), {});
  assert.deepEqual(sore, { mtss: NOW }, "an answer that was given is not changed by the next one");
});

test("the answer has the order of the options, so that the same one is the same text", () => {
  const last = stateAfter(OPTIONS, stateAfter(OPTIONS, {}, "pfp", "sore"), "mtss", "sore");
  assert.equal(JSON.stringify(last), JSON.stringify({ mtss: NOW, pfp: NOW }));
});

test("a side of what is not chosen tells nothing, and a tightness has neither side nor past", () => {
  assert.deepEqual(sideAfter(OPTIONS, {}, "mtss", "left"), {});
  assert.deepEqual(stateAfter(OPTIONS, {}, "tight", "settled"), { tight: NOW });
  assert.deepEqual(sideAfter(OPTIONS, { tight: NOW }, "tight", "left"), { tight: NOW });
});

const left = { ...NOW, side: "left" };

test("a tap on the body chooses its side, and the next takes away whatever was told there", () => {
  const first = tapped(OPTIONS, { pfp: NOW }, "shin", "left");
  assert.deepEqual(first, { answer: { mtss: left, pfp: NOW }, told: OPTIONS[0] });
  const past = stateAfter(OPTIONS, first.answer, "mtss", "settled");
  assert.deepEqual(tapped(OPTIONS, past, "shin", "left"), { answer: { pfp: NOW }, told: OPTIONS[0] });
  assert.deepEqual(tapped(OPTIONS, { pfp: NOW }, "elsewhere", "left"), { answer: { pfp: NOW }, told: undefined });
});

test("a tap on the other leg tells of both, one more leaves the first, and one tells a side that was not told", () => {
  const both = tapped(OPTIONS, { mtss: left }, "shin", "right").answer;
  assert.deepEqual(both, { mtss: { ...NOW, side: "both" } });
  assert.deepEqual(tapped(OPTIONS, both, "shin", "right").answer, { mtss: left });
  assert.deepEqual(tapped(OPTIONS, { mtss: NOW }, "shin", "left").answer, { mtss: left });
  assert.deepEqual(tapped(OPTIONS, {}, "thigh_back", "left").answer, { tight: NOW });
  assert.deepEqual(tapped(OPTIONS, { tight: NOW }, "thigh_back", "right").answer, {});
});

test("where two share a region, taps go through them", () => {
  const options = [...OPTIONS, spot("bone", "shin")];
  const seen = [{}];
  for (let n = 0; n < 3; n++) seen.push(tapped(options, seen[n], "shin", "left").answer);
  assert.deepEqual(seen, [{}, { mtss: left }, { bone: left }, {}]);
  assert.deepEqual(tapped(options, { mtss: left, bone: left }, "shin", "left").answer, {});
});

test("of an answer that can be none, nothing is shown but what a row can say", () => {
  for (const value of [
    null,
    undefined,
    7,
    "mtss",
    ["mtss"],
    { mtss: null },
    { mtss: "sore" },
    { mtss: { state: 1 } },
  ]) {
    assert.deepEqual(chosenOf(OPTIONS, value), {}, JSON.stringify(value));
  }
  const strange = { mtss: { state: "sore", side: "<b>" }, gone: NOW, __proto__: { pfp: NOW } };
  assert.deepEqual(chosenOf(OPTIONS, strange), { mtss: NOW });
});

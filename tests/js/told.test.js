// What an engine has told of the page's widgets, and what follows for the page that is kept of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, lasting, packed, unpacked } from "../../hosting/front/scripts/as_left.js";
import { differing, Told, untold } from "../../hosting/front/scripts/told.js";

/** @import { Heard, Said } from "../../hosting/front/scripts/comm.js" */

/** @param {string} comm_id
 * @param {Record<string, unknown>} state */
const update = (comm_id, state) => ({ comm_id, data: { method: "update", state } });

/** What the engine says.
 * @param {Heard["content"]} content
 * @returns {Heard} */
const heard = (content, msg_type = "comm_msg") => ({
  header: { msg_type },
  parent_header: {},
  metadata: {},
  content,
  buffers: [],
});

/** What the page says.
 * @param {Said["content"]} content
 * @returns {Said} */
const said = (content) => ({ type: "comm_msg", content, metadata: {}, buffers: [] });

/** @param {string} comm_id
 * @param {object} touched */
const answer = (comm_id, touched) => ({ comm_id, data: { method: "custom", content: { kind: "answered", touched } } });

test("the last word about each trait counts, whoever had it", () => {
  const told = new Told({});
  told.hear(heard(update("w1", { value: "a", hidden: false })));
  told.say(said(update("w2", { place: "plan" })));
  told.hear(heard(update("w1", { value: "b" })));
  told.hear(heard({ comm_id: "w1", data: { method: "custom", content: { kind: "here" } } }));
  assert.deepEqual(told.states, { w1: { value: "b", hidden: false }, w2: { place: "plan" } });
  assert.equal(told.more, false);
});

test("what somebody answered is shown from then on, beside what was shown before", () => {
  const told = new Told({ w1: { shown: { values: { age_band: "18_to_39" }, heard: 0 } } });
  told.say(said(answer("w1", { injuries: ["pfp"] })));
  told.say(said(answer("w1", { injuries: ["pfp", "itb"] })));
  assert.deepEqual(told.states.w1.shown.values, { age_band: "18_to_39", injuries: ["pfp", "itb"] });
  told.hear(heard(update("w1", { shown: { values: {}, heard: 2 } })));
  told.say(said(answer("w1", { cannot: ["kneel"] })));
  assert.deepEqual(told.states.w1.shown, { values: { cannot: ["kneel"] }, heard: 2 });
});

test("a page with widgets that it did not begin with is known as one", () => {
  const told = new Told({});
  told.hear(heard({ comm_id: "x", data: { state: {} } }, "comm_open"));
  assert.equal(told.more, true);
});

test("what is told takes nothing from what is not", () => {
  const places = { w1: { value: "made", title: "T" }, w2: { items: [1] } };
  assert.deepEqual(untold(places, { w1: { value: "told" }, w2: { items: [] } }), { w1: { title: "T" } });
  assert.deepEqual(untold(places, {}), places);
});

test("only what differs is shown anew: a running session is not begun again by the same one", () => {
  const session = { week: 1, items: [{ id: "bridge_double" }] };
  const left = { w1: { session, running: true }, w2: { value: "left" } };
  const now = { w1: { session: structuredClone(session), running: false }, w2: { value: "now" }, w3: { value: "new" } };
  assert.deepEqual(differing(now, left), { w1: { running: false }, w2: { value: "now" }, w3: { value: "new" } });
});

test("a text comes back as it was, from an eighth of its letters", async () => {
  const text = JSON.stringify({ html: "<p>tief, ½ lb, 日本, 🏃</p>".repeat(5000) });
  const letters = await packed(text);
  assert.ok(letters.length < text.length / 8);
  assert.match(letters, /^[A-Za-z0-9+/=]+$/);
  assert.equal(await unpacked(letters), text);
  await assert.rejects(async () => unpacked(letters.slice(0, 40)));
  await assert.rejects(async () => unpacked("no base64!"));
});

test("a page as it was left fits the same page, its diary, and the days before the next check-in", () => {
  const diary = '{"entries": []}';
  const left = { told: "abc", day: "2026-11-20", settled: true, states: { w9: { text: diary } } };
  assert.equal(fits(left, "abc", "2026-11-20", diary), true);
  assert.equal(fits(left, "abc", "2026-11-26", diary), true);
  assert.equal(fits(left, "abc", "2026-11-27", diary), false, "a week later");
  assert.equal(fits(left, "abc", "2026-11-19", diary), false, "a day that has not come");
  assert.equal(fits(left, "abd", "2026-11-20", diary), false, "another page");
  assert.equal(fits(left, "abc", "2026-11-20", '{"entries": [1]}'), false, "a diary that has changed");
  assert.equal(fits(left, "abc", "2026-11-20", null), false, "a diary that was forgotten");
  assert.equal(fits({ ...left, settled: false }, "abc", "2026-11-20", diary), false, "as before the last answer");
  assert.equal(fits(null, "abc", "2026-11-20", diary), false);
  assert.equal(fits({ ...left, day: "soon" }, "abc", "2026-11-20", diary), false);
});

test("what only its own engine could go on with is not kept of a page", () => {
  const states = {
    w1: { text: "diary", offer: "Another?", undo: "Undo", shared: { link: "#" } },
    w2: { kept_as: "about" },
  };
  assert.deepEqual(lasting(states), { w1: { text: "diary" }, w2: { kept_as: "about" } });
  assert.equal(lasting({ ...states, w3: { kept_as: "correction-a1" } }), null);
});

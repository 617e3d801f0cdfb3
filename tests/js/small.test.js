// Double taps, days and texts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clean } from "../../widgets/controls/scripts/player/html.js";
import { doneInWords, missingOf } from "../../widgets/controls/scripts/player/questions.js";
import { screenOf } from "../../widgets/controls/scripts/player/screen.js";
import { begun } from "../../widgets/controls/scripts/player/session_state.js";
import { localDay } from "../../widgets/controls/scripts/shared/day.js";
import { isSecond } from "../../widgets/controls/scripts/shared/taps.js";
import { SESSION } from "./player/session.js";

test("the second tap of a double tap is one in the same place at once", () => {
  const first = { at: 1000, byKey: false, x: 100, y: 100 };
  assert.ok(!isSecond(first, null));
  assert.ok(isSecond({ ...first, at: 1300, x: 130 }, first));
  assert.ok(!isSecond({ ...first, at: 1300, x: 150 }, first), "another finger's width away");
  assert.ok(!isSecond({ ...first, at: 1500 }, first), "half a second later");
  assert.ok(!isSecond({ ...first, at: 1300, byKey: true }, first), "a key after a tap");
});

test("a key that is pressed twice at once is one deed, wherever the page says that it was", () => {
  const first = { at: 1000, byKey: true, x: 0, y: 0 };
  assert.ok(isSecond({ ...first, at: 1300, x: 500 }, first));
});

test("a day is the visitor's own", () => {
  process.env.TZ = "Pacific/Auckland";
  const late = Date.UTC(2026, 10, 3, 11, 30);
  assert.equal(localDay(late), "2026-11-04");
  process.env.TZ = "America/Lima";
  assert.equal(localDay(late), "2026-11-03");
  assert.equal(localDay(Date.UTC(2026, 0, 5, 12)), "2026-01-05");
});

test("a text of the data cannot be more than a text", () => {
  assert.equal(clean(`<b title="a" id='b'>&amp;`), "&lt;b title=&quot;a&quot; id=&#39;b&#39;&gt;&amp;amp;");
  assert.equal(clean(7), "7");
});

test("the pain form says what is missing", () => {
  assert.equal(missingOf({ place: "", score: "" }), "Choose where it hurts and how much, 0 to 10.");
  assert.equal(missingOf({ place: "mtss", score: "" }), "Choose how much, 0 to 10.");
  assert.equal(missingOf({ place: "", score: "0" }), "Choose where it hurts.");
  assert.equal(missingOf({ place: "mtss", score: "0" }), "");
});

test("what would be lost is told in words", () => {
  const state = begun(SESSION, "1f", "tab", 0);
  const { hip_thrust, side_plank } = state.done;
  /** @param {Partial<typeof hip_thrust>} one
   * @param {Partial<typeof hip_thrust>} [other] */
  const words = (one, other) =>
    doneInWords({
      ...state,
      done: { hip_thrust: { ...hip_thrust, ...one }, side_plank: { ...side_plank, ...other } },
    });
  assert.equal(words({ rounds: 1 }), "1 round of 1 exercise");
  assert.equal(words({ rounds: 2 }, { rounds: 1 }), "3 rounds of 2 exercises");
  assert.equal(words({ rounds: 1, hurt: ["mtss", 4] }), "1 round of 1 exercise and 1 answer about pain");
  assert.equal(words({ hurt: ["mtss", 4] }), "1 answer about pain");
});

test("a session is offered by a large button, and by a quiet one in its own words where nothing is to be done now", () => {
  const view = /** @type {any} */ ({ asks: null, offered: "" });
  const shown = (/** @type {object} */ more) => screenOf(null, { ...view, ...more }, 0);
  assert.match(shown({}), /class="primary"[^>]*>Start the session</);
  assert.match(shown({ offered: "Do it once more" }), /class="quiet"[^>]*>Do it once more</);
  assert.doesNotMatch(shown({ offered: null }), /button/);
});

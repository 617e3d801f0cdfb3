// The questions' answers between the visitor, the kernel and what is kept.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  Answers,
  areSame,
  NONE,
  onNextDay,
  ticksAfter,
  withTouches,
} from "../../widgets/controls/scripts/questions/answers.js";
import { isPlausible, lastDay } from "../../widgets/controls/scripts/questions/items.js";
import { mostUrgent } from "../../widgets/controls/scripts/questions/urgent.js";
import { draft, touch } from "../../widgets/controls/scripts/shared/kept.js";
import { modelOf, opened } from "./stand_ins.js";

/** @import { Item, Traits } from "../../widgets/controls/scripts/questions/items.js" */

/** @type {Item[]} */
const ITEMS = [
  { kind: "date", id: "day", label: "Day", ahead: false, latest: null },
  { kind: "date", id: "until", label: "Until", ahead: true, latest: null },
  { kind: "scale", id: "pain", legend: "Pain", low: 0, high: 10, low_word: "none", high_word: "worst", short: "" },
];

/** @param {Partial<Traits>} [more] */
const asked = (more) => {
  /** @type {Traits} */
  const traits = { items: ITEMS, shown: { turn: 0, heard: 0, values: { pain: 1 } }, kept_as: "check", ...more };
  return modelOf(traits);
};

beforeEach(() => {
  opened();
});

test("none of these and the others take each other away", () => {
  assert.deepEqual(ticksAfter(["knee", NONE], NONE), [NONE]);
  assert.deepEqual(ticksAfter(["knee", NONE], "knee"), ["knee"]);
  assert.deepEqual(ticksAfter(["knee", "hip"], "hip"), ["knee", "hip"]);
  assert.deepEqual(ticksAfter([], "knee"), []);
});

test("a start is marked while its boxes and no others are ticked", () => {
  assert.ok(areSame(["band", "step"], ["step", "band"]));
  assert.ok(!areSame(["band", "step"], ["step"]));
  assert.ok(!areSame(["band"], ["step"]));
  assert.ok(!areSame(["band"], ["band", "step"]));
  assert.ok(areSame([], []));
  assert.ok(!areSame([], undefined), "nothing was said yet");
});

test("a touch that the kernel had not heard of is not taken back by what it shows", () => {
  const unheard = [
    { number: 1, touched: { pain: 3 } },
    { number: 2, touched: { pain: 4 } },
    { number: 3, touched: { tight: 5 } },
  ];
  const shown = withTouches({ pain: 3, felt: 2 }, 1, unheard);
  assert.deepEqual(shown.answers, { pain: 4, felt: 2, tight: 5 });
  assert.deepEqual(shown.unheard, unheard.slice(1));
  assert.deepEqual(withTouches({ pain: 0 }, 3, unheard), { answers: { pain: 0 }, unheard: [] });
});

test("an empty check-in is of the new day, and one that is half filled stays where it was", () => {
  assert.deepEqual(onNextDay(ITEMS, { day: "2026-11-26" }), { day: null });
  assert.deepEqual(onNextDay(ITEMS, { day: "2026-11-26", pain: null }), { day: null, pain: null });
  assert.deepEqual(onNextDay(ITEMS, { day: "2026-11-26", pain: 0 }), { day: "2026-11-26", pain: 0 });
  assert.deepEqual(onNextDay(ITEMS, { day: "2026-11-26", until: "2027-01-01" }).day, "2026-11-26");
});

test("a day makes sense from 2000 to today, or to the kernel's own where the device is behind", () => {
  const [today, ahead, latest] = ["2026-11-27", false, null];
  assert.equal(lastDay({ ahead, latest }, today), today);
  assert.equal(lastDay({ ahead, latest: "2026-11-28" }, today), "2026-11-28");
  assert.equal(lastDay({ ahead, latest: "2026-11-20" }, today), today);
  assert.equal(lastDay({ ahead: true, latest }, today), "2099-12-31");
  for (const day of ["2000-01-01", today]) assert.ok(isPlausible(day, today), day);
  for (const day of ["", "0002-11-27", "0202-11-27", "1999-12-31", "2026-11-28", "20261-01-01", "275760-09-13"]) {
    assert.ok(!isPlausible(day, today), day);
  }
});

test("an answer is shown, kept as a draft and told, once each", () => {
  const model = asked();
  const answers = new Answers(model);
  answers.set("pain", 3, true);
  answers.set("day", "2026-11-27", false);
  assert.deepEqual(answers.values, { pain: 3, day: "2026-11-27" });
  assert.deepEqual(draft("check"), { pain: 3 }, "what nobody touched is no draft");
  assert.deepEqual(model.sent, [
    { kind: "answered", number: 1, touched: { pain: 3 } },
    { kind: "preset", number: 2, touched: { day: "2026-11-27" } },
  ]);
});

test("what the kernel shows counts, but for what it has not heard of", () => {
  const model = asked();
  const answers = new Answers(model);
  answers.set("pain", 3, true);
  model.set("shown", { turn: 1, heard: 0, values: { pain: 1, felt: 2 } });
  answers.shown();
  assert.deepEqual(answers.values, { pain: 3, felt: 2 });
  model.set("shown", { turn: 2, heard: 1, values: { pain: 2 } });
  answers.shown();
  assert.deepEqual(answers.values, { pain: 2 });
});

test("a draft ends when its answers are taken, and is said again until then", () => {
  const model = asked();
  const answers = new Answers(model);
  answers.set("pain", 3, true);
  answers.taken({ kind: "here", values: { pain: 3 } });
  answers.again();
  assert.deepEqual(model.sent.at(-1), { kind: "answered", number: 2, touched: { pain: 3 } });
  answers.taken({ kind: "taken", values: { pain: 3 } });
  assert.deepEqual(draft("check"), {});
  answers.again();
  assert.equal(model.sent.length, 2);
});

test("forgetting takes the answers away with the touches that are under way", () => {
  touch("check", "pain", 3);
  const model = asked();
  const answers = new Answers(model);
  answers.set("pain", 4, true);
  answers.forget();
  assert.deepEqual(answers.values, {});
  model.set("shown", { turn: 1, heard: 0, values: {} });
  answers.shown();
  assert.deepEqual(answers.values, {});
});

test("what an earlier visit began is shown, until the kernel has taken it up or refused it", () => {
  touch("check", "pain", 7);
  touch("check", "felt", 2);
  const model = asked();
  const answers = new Answers(model);
  assert.deepEqual(answers.values, { pain: 7, felt: 2 });
  model.set("shown", { turn: 1, heard: 0, values: { pain: 7 } });
  answers.shown();
  assert.deepEqual(answers.values, { pain: 7, felt: 2 });
  model.set("shown", { turn: 2, heard: 0, values: { pain: 1 } });
  answers.taken({ kind: "taken", values: { felt: 2 } });
  assert.deepEqual(answers.values, { pain: 1 }, "one was taken up and changed since, and the other refused");
});

test("what is not in the diary is open, also where the browser keeps nothing", () => {
  for (const refuses of [false, true]) {
    opened({ refuses });
    const answers = new Answers(asked());
    answers.set("pain", 7, true);
    assert.deepEqual(answers.open, { pain: 7 });
    answers.taken({ kind: "taken", values: { pain: 6 } });
    assert.deepEqual(answers.open, { pain: 7 }, "an earlier answer was taken");
    answers.taken({ kind: "taken", values: { pain: 7 } });
    assert.deepEqual(answers.open, {});
  }
});

test("the most urgent sign is found, whatever stands before it and whatever a draft may be", () => {
  const sign = (/** @type {string} */ id, urgent = "") => ({ id, label: id, hint: "", answer: `${id}.`, urgent });
  const ticks = { kind: /** @type {const} */ ("ticks"), legend: "", more: "", short: false };
  const options = [sign("knee"), sign("joint", "same_day")];
  /** @type {Item[]} */
  const items = [
    { ...ticks, id: "now", card: "signs-now", options },
    { ...ticks, id: "signs", when: ["news", "something"], options: [sign("chest", "emergency")] },
  ];
  const found = (/** @type {Record<string, unknown>} */ told) => {
    const urgent = mostUrgent(items, told);
    return urgent && [urgent.option.id, urgent.card];
  };
  assert.deepEqual(found({ now: ["knee", "joint"] }), ["joint", "signs-now"]);
  assert.deepEqual(found({ now: ["joint"], signs: ["chest"] }), ["chest", "check-in"]);
  assert.deepEqual(found({ now: ["joint"], signs: ["chest"], news: "nothing" }), ["joint", "signs-now"]);
  for (const told of [{}, { now: ["knee"] }, { now: "joint" }, { now: [NONE] }, { other: ["joint"] }]) {
    assert.equal(found(told), null);
  }
});

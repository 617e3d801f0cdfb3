// What widgets say, until an engine has done it: in order, none lost, none twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "../../../hosting/front/scripts/queue.js";
import { said } from "./server.js";

/** A queue, what it woke for, and engines that note what they are told. */
function opened() {
  /** @type {unknown[]} */
  const woke = [];
  const queue = new Queue(({ content }) => woke.push(content.data));
  const engine = () => {
    /** @type {Record<string, unknown>} */
    const told = {};
    return {
      told,
      /** @param {string} number
       * @param {import("../../../hosting/front/scripts/comm.js").Said} message */
      send(number, { content }) {
        assert.ok(!(number in told), "said twice");
        told[number] = content.data;
      },
    };
  };
  return { queue, woke, engine };
}

test("what was said before there was an engine is told to it in order", () => {
  const { queue, woke, engine } = opened();
  for (const each of ["a", "b", "c"]) queue.say(said(each));
  assert.deepEqual(woke, ["a", "b", "c"]);
  const first = engine();
  queue.begin(first);
  queue.say(said("d"));
  assert.deepEqual(Object.values(first.told), ["a", "b", "c", "d"]);
  assert.equal(woke.length, 3, "somebody is there now");
});

test("an engine that is lost before it caught up is followed by one that is told all of it", () => {
  const { queue, engine } = opened();
  const idles = ["a", "b"].map(() => 0);
  const numbers = ["a", "b"].map((each, place) => queue.say(said(each, () => idles[place]++)));
  queue.begin(engine());
  queue.done(numbers[0]);
  queue.pause();
  assert.ok(queue.waits && !queue.caughtUp);
  const second = engine();
  queue.begin(second);
  assert.deepEqual(Object.values(second.told), ["a", "b"]);
  for (const number of numbers) queue.done(number);
  assert.deepEqual(idles, [1, 1], "each widget hears once that its message is done");
  assert.ok(queue.caughtUp && !queue.waits);
});

test("the same engine again is told what it has not done, whether or not it was on its way", () => {
  const { queue, engine } = opened();
  queue.begin(engine());
  const [a] = ["a", "b"].map((each) => queue.say(said(each)));
  queue.done(a);
  queue.pause();
  queue.say(said("c"));
  const again = engine();
  queue.resume(again);
  assert.deepEqual(Object.values(again.told), ["b", "c"]);
});

test("what is done is done with all that was said before it", () => {
  const { queue, engine } = opened();
  let rested = 0;
  const whole = new Queue(
    () => {},
    () => rested++,
  );
  for (const one of [queue, whole]) {
    one.begin(engine());
    one.say(said("a"));
    one.done(one.say(said("b")));
    assert.ok(!one.waits);
  }
  assert.equal(rested, 1);
  queue.done("of another page");
  assert.ok(queue.caughtUp);
});

test("the question whether somebody is there is kept for nobody, and wakes nobody", () => {
  const { queue, woke, engine } = opened();
  const probe = said("");
  probe.content.data = { method: "custom", content: { kind: "there?" } };
  queue.say(probe);
  const first = engine();
  queue.begin(first);
  assert.deepEqual([woke, first.told], [[], {}]);
  queue.say(probe);
  assert.equal(Object.keys(first.told).length, 1);
  queue.resume(engine());
  assert.ok(!queue.waits);
});

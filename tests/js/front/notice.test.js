// What is said at the foot of the page.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { noticeOf } from "../../../hosting/front/scripts/notice.js";
import { opened as browser } from "../stand_ins.js";

/** As much of an element as the notice needs. */
class Element {
  hidden = false;
  /** @type {(string | Element)[]} */
  children = [];
  textContent = "";
  href = "";

  setAttribute() {}

  /** @param {(string | Element)[]} children */
  append(...children) {
    this.children.push(...children);
  }

  /** @param {(string | Element)[]} children */
  replaceChildren(...children) {
    this.children = children;
  }

  /** What is read of it, and of its links.
   * @returns {(string | Element)[]} */
  get words() {
    const [sentence = "", ...links] = this.children;
    return [sentence, ...links.map((each) => (typeof each === "string" ? each : each.textContent))];
  }
}

/** @type {Element} */
let body;
beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  body = new Element();
  browser();
  const value = { createElement: () => new Element(), body, documentElement: { dataset: {} } };
  Object.defineProperty(globalThis, "document", { value, configurable: true, writable: true });
});
afterEach(() => mock.timers.reset());

const RELOAD = "Reload the page";
const READ = "Read a programme that needs no connection";
const ALONE = "Go on without the server";

/** @param {{ printable?: string, alone?: string, left?: string }} page */
function opened(page) {
  const say = noticeOf(page);
  return { say, strip: /** @type {Element} */ (body.children[0]) };
}

test("nothing is said of an engine that comes in time", () => {
  const { say, strip } = opened({ printable: "/p" });
  say("asked");
  mock.timers.tick(3999);
  say("here");
  mock.timers.tick(60_000);
  assert.ok(strip.hidden);
});

test("after four seconds it is said that what was entered is kept", () => {
  const { say, strip } = opened({ printable: "/p" });
  say("asked");
  mock.timers.tick(4000);
  assert.ok(!strip.hidden);
  assert.match(String(strip.words[0]), /^Still working on it; what you entered is kept\./);
  assert.deepEqual(strip.words.slice(1), [RELOAD, READ]);
  say("here");
  assert.ok(strip.hidden);
});

test("a full place asks again by itself, and offers what can be read", () => {
  const { say, strip } = opened({ printable: "/p" });
  say("full");
  assert.match(String(strip.words[0]), /asks again by itself/);
  assert.deepEqual(strip.words.slice(1), [READ]);
});

test("where there is nothing else to read, nothing else is offered", () => {
  const { say, strip } = opened({});
  for (const state of /** @type {const} */ (["late", "unheard", "other"])) {
    say(state);
    assert.deepEqual(strip.words.slice(1), [RELOAD], state);
  }
});

test("where there is a page that needs no server, it is offered while this one does not come", () => {
  const { say, strip } = opened({ printable: "/p", alone: "/alone/" });
  for (const state of /** @type {const} */ (["late", "full", "unheard"])) {
    say(state);
    const [, ...links] = /** @type {Element[]} */ (strip.children);
    const alone = links.find(({ textContent }) => textContent === ALONE);
    assert.equal(alone?.href, "/alone/", state);
    assert.ok(
      links.some(({ textContent }) => textContent === READ),
      state,
    );
  }
  say("other");
  assert.deepEqual(strip.words.slice(1), [RELOAD, READ]);
});

test("a page that is shown as it was left says of which day it is", () => {
  const { say, strip } = opened({ printable: "/p", left: "2026-11-27" });
  say("asked");
  assert.deepEqual(strip.words, ["As you left it on Friday 27 November. It is being brought up to date."]);
  mock.timers.tick(4000);
  assert.match(String(strip.words[0]), /^As you left it on Friday 27 November\. Still working on it/);
  say("here");
  assert.ok(strip.hidden);
});

test("where the browser keeps nothing, nothing is called kept, and no reload is advised that would lose it", () => {
  const { say, strip } = opened({});
  browser({ refuses: true });
  Object.assign(document, { createElement: () => new Element(), body });
  for (const state of /** @type {const} */ (["late", "full", "unheard"])) {
    say(state);
    assert.match(String(strip.words[0]), /refuses to keep what you entered: leave this page open/, state);
    assert.deepEqual(strip.words.slice(1), [], state);
  }
  say("other");
  assert.match(String(strip.words[0]), /enter it again/);
  assert.deepEqual(strip.words.slice(1), [RELOAD]);
});

// A page to print: in a frame where a browser can print one, else by a link.

import assert from "node:assert/strict";
import { test } from "node:test";
import { linkTo, printFrame, printsFrames } from "../../widgets/controls/scripts/handover/printing.js";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15";
const ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36";

/** An element as far as it is needed here. */
class Stand extends EventTarget {
  /** @type {Record<string, string>} */
  attributes = {};
  printed = 0;
  contentWindow = { print: () => this.printed++ };
  there = true;

  /** @param {string} name
   * @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  remove() {
    this.there = false;
  }
}

/** @returns {Stand[]} what the page was given */
function page() {
  /** @type {Stand[]} */
  const body = [];
  const document = { createElement: () => new Stand(), body: { append: (/** @type {Stand} */ one) => body.push(one) } };
  Object.defineProperty(globalThis, "document", { value: document, configurable: true });
  return body;
}

test("a frame is printed by itself, but on iPhones and iPads and where nothing prints", () => {
  const prints = { print() {} };
  assert.ok(printsFrames({ userAgent: MAC, maxTouchPoints: 0 }, prints));
  assert.ok(printsFrames({ userAgent: ANDROID, maxTouchPoints: 5 }, prints));
  assert.ok(!printsFrames({ userAgent: IPHONE, maxTouchPoints: 5 }, prints));
  assert.ok(!printsFrames({ userAgent: MAC, maxTouchPoints: 5 }, prints), "an iPad");
  assert.ok(!printsFrames({ userAgent: ANDROID, maxTouchPoints: 5 }, {}), "a program that shows pages and prints none");
});

test("a page is printed once it is there, runs no script, and goes away when it is told to", () => {
  const body = page();
  const away = printFrame("<p>Six weeks</p>");
  const [frame] = body;
  assert.deepEqual(
    { srcdoc: Reflect.get(frame, "srcdoc"), printed: frame.printed },
    { srcdoc: "<p>Six weeks</p>", printed: 0 },
  );
  assert.equal(frame.attributes.sandbox, "allow-same-origin allow-modals");
  frame.dispatchEvent(new Event("load"));
  assert.equal(frame.printed, 1);
  assert.ok(frame.there, "a browser may print it later");
  away();
  assert.ok(!frame.there);
});

test("a link holds the page until it is told to let go", async () => {
  page();
  const [link, away] = linkTo("<p>Six weeks</p>", "Open your guide.");
  assert.equal(link.target, "_blank");
  assert.equal(await (await fetch(link.href)).text(), "<p>Six weeks</p>");
  away();
  await assert.rejects(fetch(link.href));
});

// What the browser keeps, and what it does not.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import * as kept from "../../widgets/controls/scripts/shared/kept.js";
import { opened } from "./stand_ins.js";

/** @type {ReturnType<typeof opened>} */
let page;
beforeEach(() => {
  page = opened();
});

test("a text is kept and taken away", () => {
  assert.equal(kept.kept(kept.DIARY), null);
  assert.ok(kept.keep(kept.DIARY, "x"));
  assert.equal(kept.kept(kept.DIARY), "x");
  assert.ok(kept.keep(kept.DIARY, null));
  assert.equal(kept.kept(kept.DIARY), null);
});

test("a browser that refuses is told apart, and nothing breaks", () => {
  opened({ refuses: true });
  assert.equal(kept.kept(kept.DIARY), null);
  assert.equal(kept.keep(kept.DIARY, "x"), false);
  assert.equal(kept.keeps(), false);
  assert.deepEqual(kept.draft("check"), {});
  assert.equal(kept.touch("check", "pain", 3), false);
});

test("where there is no room the page as it was left gives way to what was entered", () => {
  kept.keep(kept.PAGE, "x".repeat(90));
  const { setItem } = window.localStorage;
  window.localStorage.setItem = (/** @type {string} */ key, /** @type {string} */ text) => {
    const others = kept.keys().filter((each) => each !== key);
    const taken = others.reduce((sum, each) => sum + (kept.kept(each) ?? "").length, 0);
    if (taken + text.length > 100) throw new DOMException("full", "QuotaExceededError");
    setItem.call(window.localStorage, key, text);
  };
  assert.equal(kept.keep(kept.DIARY, "d".repeat(50)), true);
  assert.equal(kept.kept(kept.PAGE), null);
  assert.equal(kept.keep(kept.PAGE, "x".repeat(90)), false, "the diary gives way to nothing");
  assert.equal(kept.kept(kept.DIARY), "d".repeat(50));
  assert.equal(kept.keep(kept.DIARY, "d".repeat(101)), false);
  assert.equal(kept.kept(kept.DIARY), "d".repeat(50));
});

test("trying whether the browser keeps anything leaves nothing behind", () => {
  assert.ok(kept.keeps());
  assert.deepEqual(kept.keys(), []);
});

test("nothing is kept while somebody's diary is looked at, and nothing that is kept changes", () => {
  kept.keep(kept.DIARY, "mine");
  kept.touch("check", "pain", 3);
  page.dataset.guest = "yes";
  assert.ok(kept.keep(kept.DIARY, "theirs"));
  assert.ok(kept.keep(kept.DIARY, null));
  assert.deepEqual(kept.draft("check"), {}, "the runner's own draft is not shown beside it");
  kept.touch("check", "pain", 9);
  kept.settle("check", { pain: 3 });
  delete page.dataset.guest;
  assert.equal(kept.kept(kept.DIARY), "mine");
  assert.deepEqual(kept.draft("check"), { pain: 3 });
});

test("a draft holds what was touched, item by item", () => {
  kept.touch("check", "pain", 3);
  kept.touch("check", "tight", null);
  kept.touch("check", "pain", 4);
  assert.deepEqual(kept.draft("check"), { pain: 4, tight: null });
  assert.deepEqual(kept.draft("other"), {});
  assert.ok(kept.touch("", "pain", 5), "questions without a name need no keeping");
  assert.deepEqual(kept.keys(), ["strength-guide-draft-check"]);
});

test("a draft that is no object is none", () => {
  for (const text of ["x", "3", "null", "[1]", ""]) {
    kept.keep(`${kept.DRAFT}check`, text);
    assert.deepEqual(kept.draft("check"), {}, text);
  }
});

test("what is settled ends, and what was touched since then stays", () => {
  kept.touch("check", "pain", 3);
  kept.touch("check", "where", ["knee"]);
  kept.touch("check", "tight", null);
  kept.touch("check", "felt", 7);
  kept.settle("check", { pain: 3, where: ["knee"], felt: 6 });
  assert.deepEqual(kept.draft("check"), { felt: 7 }, "an answer that was taken back is settled where there is none");
  kept.settle("check", { felt: 7 });
  assert.deepEqual(kept.keys(), [], "an empty draft is not kept");
});

test("forgetting takes our keys away and no others, and tells the page", () => {
  kept.keep(kept.DIARY, "x");
  kept.keep(kept.LINK, "2");
  page.localStorage.setItem("another-page", "y");
  kept.forgetTab();
  assert.equal(kept.kept(kept.LINK), null, "what a link brought is the tab's own");
  assert.equal(kept.kept(kept.DIARY), "x");
  kept.forgetAll();
  assert.equal(kept.kept(kept.DIARY), null);
  assert.equal(page.localStorage.getItem("another-page"), "y");
  assert.deepEqual(page.events, ["guide-forgotten", "guide-forgotten"]);
});

test("a page that has lost its kernel goes on", () => {
  kept.tell(
    {
      send() {
        throw new Error("closed");
      },
    },
    { kind: "there?" },
  );
});

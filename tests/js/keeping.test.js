// The diary between this browser, its other tabs and the kernel.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Keeping } from "../../widgets/controls/scripts/diary/keeping.js";
import {
  ASIDE,
  DIARY,
  DRAFT,
  draft,
  guest,
  keep,
  kept,
  keys,
  settle,
  touch,
} from "../../widgets/controls/scripts/shared/kept.js";
import { modelOf, opened } from "./stand_ins.js";

/** @import { Traits } from "../../widgets/controls/scripts/diary/keeping.js" */

/** @param {string[]} ids */
const diary = (...ids) => {
  const entries = ids.map((id) => ({ id, date: "2026-11-27", edited: "2026-11-27T11:04:03Z" }));
  return JSON.stringify({ strength_guide_diary: 4, entries });
};

/** What was set aside, in the order of the texts. */
const asides = () =>
  keys()
    .filter((key) => key.startsWith(ASIDE))
    .map(kept)
    .sort();

/** @type {(() => void)[]} */
let ends = [];
/** @type {ReturnType<typeof opened>} */
let page;

beforeEach(() => {
  page = opened();
});
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

/** A tab that was just drawn. */
function tab() {
  /** @type {Traits} */
  const traits = {
    ...{ text: "", guest: "", says: "", offer: "", name: "", shared: {} },
    ...{ undo: "", refused: false, promised: false, copy_due: false },
  };
  const model = modelOf(traits);
  const keeping = new Keeping(model);
  ends.push(keeping.listen());
  keeping.begin();
  /** @param {string} text */
  const writes = (text) => {
    model.set("text", text);
    model.happens("change:text");
  };
  /** @param {object} message */
  const says = (message) => model.happens("msg:custom", message, []);
  /** @param {string} kind */
  const told = (kind) => model.sent.filter((message) => "kind" in message && message.kind === kind);
  return { model, keeping, writes, says, told };
}

test("the kernel is told what is kept, and of the day, once the page is drawn", () => {
  keep(DIARY, diary("a"));
  touch("check", "pain", 3);
  const { told } = tab();
  assert.deepEqual(told("found"), [{ kind: "found", number: 1, text: diary("a"), drafts: { check: { pain: 3 } } }]);
  assert.equal(told("day").length, 1);
});

test("nothing is told where nothing is kept, and nothing written before the kernel has a diary", () => {
  const { told } = tab();
  assert.deepEqual(told("found"), []);
  assert.deepEqual(keys(), []);
});

test("what the kernel writes is kept", () => {
  const { writes, model } = tab();
  writes(diary("a"));
  assert.equal(kept(DIARY), diary("a"));
  assert.equal(model.get("refused"), false);
  writes("");
  assert.equal(kept(DIARY), null);
});

test("a browser that refuses is told of", () => {
  opened({ refuses: true });
  const { writes, model } = tab();
  assert.equal(model.get("refused"), true);
  writes(diary("a"));
  assert.equal(model.get("refused"), true);
});

test("what another tab kept meanwhile stays, and the kernel is told", () => {
  const { writes, told } = tab();
  writes(diary("a"));
  keep(DIARY, diary("a", "b"));
  writes(diary("a", "c"));
  const ids = JSON.parse(kept(DIARY) ?? "").entries.map((/** @type {{ id: string }} */ { id }) => id);
  assert.deepEqual(ids.sort(), ["a", "b", "c"]);
  assert.deepEqual(told("found"), [{ kind: "found", number: 1, text: kept(DIARY), drafts: {} }]);
});

test("a diary of another version is not written over: the kernel is asked, once", () => {
  const { writes, told, says } = tab();
  const newer = diary("b").replace(":4", ":99");
  keep(DIARY, newer);
  writes(diary("a"));
  writes(diary("a", "c"));
  assert.equal(kept(DIARY), newer);
  assert.equal(told("found").length, 1);
  says({ kind: "merged", number: 1 });
  assert.equal(kept(DIARY), diary("a", "c"), "what the kernel has merged may be written over");
});

test("an answer to an older question does not count", () => {
  const { writes, says, keeping } = tab();
  keep(DIARY, "x");
  writes(diary("a"));
  keep(DIARY, "y");
  keeping.begin();
  says({ kind: "merged", number: 1 });
  assert.equal(kept(DIARY), "y");
});

test("what the kernel cannot read is set aside before it is written over", () => {
  const { writes, says } = tab();
  keep(DIARY, "damaged");
  writes(diary("a"));
  says({ kind: "set aside" });
  assert.equal(kept(DIARY), diary("a"));
  const [aside] = keys().filter((key) => key.startsWith("strength-guide-set-aside-"));
  assert.equal(kept(aside), "damaged");
});

test("after all was forgotten nothing is kept that the kernel says, until it has heard", () => {
  const { writes, says, keeping, told } = tab();
  writes(diary("a"));
  keeping.forget();
  assert.deepEqual(keys(), []);
  writes(diary("a", "b"));
  assert.deepEqual(keys(), [], "it may still speak of what was before");
  window.dispatchEvent(new Event("guide-connected"));
  assert.equal(told("forget").length, 2, "the connection may have swallowed it");
  says({ kind: "forgotten" });
  writes(diary("c"));
  assert.equal(kept(DIARY), diary("c"));
});

test("a diary that was taken away elsewhere is forgotten here too", () => {
  const { writes, told } = tab();
  writes(diary("a"));
  keep(DIARY, null);
  writes(diary("a", "b"));
  assert.equal(kept(DIARY), null);
  assert.equal(told("forgotten").length, 1);
});

test("nothing is written while somebody's diary is looked at, and the own one is told again afterwards", () => {
  const { model, writes, told } = tab();
  writes(diary("a"));
  /** @param {string} text */
  const look = (text) => {
    model.set("guest", text);
    model.happens("change:guest");
  };
  look(diary("z"));
  assert.ok(guest());
  writes(diary("z"));
  assert.equal(kept(DIARY), diary("a"));
  look("");
  assert.ok(!guest());
  assert.deepEqual(told("found").at(-1), { kind: "found", number: 1, text: diary("a"), drafts: {} });
  assert.deepEqual(page.events, ["guide-guest", "guide-guest"]);
});

test("a link with a diary leaves the address and is told once", () => {
  location.href = "http://localhost/#diary=abc";
  const { told } = tab();
  assert.deepEqual(told("link"), [{ kind: "link", packed: "#diary=abc" }]);
  assert.equal(location.href, "http://localhost/");
  window.dispatchEvent(new Event("hashchange"));
  assert.equal(told("link").length, 1);
});

test("a link that nobody has heard of comes back after a reload, and not once its diary was offered", () => {
  location.href = "http://localhost/#diary=abc";
  tab();
  const { model, told } = tab();
  assert.deepEqual(told("link"), [{ kind: "link", packed: "#diary=abc" }], "a reload, without the address");
  model.set("offer", "The link that you followed carries a diary.");
  model.happens("change:offer");
  assert.deepEqual(tab().told("link"), []);
});

test("a draft that cannot be read is set aside as it was told, and what was begun since stays", () => {
  keep(`${DRAFT}about`, "[1]");
  keep(`${DRAFT}safety`, "not {");
  const { says, told } = tab();
  assert.deepEqual(told("found")[0], { kind: "found", number: 1, text: "", drafts: { about: [1], safety: null } });
  touch("safety", "now", ["knee"]);
  for (const name of ["about", "safety"]) says({ kind: "draft aside", name, part: {} });
  assert.equal(kept(`${DRAFT}about`), null);
  assert.deepEqual(draft("safety"), { now: ["knee"] });
  assert.deepEqual(asides(), ["[1]", "not {"]);
});

test("of a draft that is read in part only the rest is set aside", () => {
  touch("about", "age_band", "18_to_39");
  touch("about", "glute_left", 99);
  const { says } = tab();
  says({ kind: "draft aside", name: "about", part: { glute_left: 99 } });
  assert.deepEqual(asides(), [JSON.stringify({ about: { glute_left: 99 } })]);
  assert.equal(draft("about").age_band, "18_to_39");
});

for (const damaged of ["not {", "[]", "5", '"word"', "null", ""]) {
  test(`a draft that is “${damaged}” is set aside before it is written over, and not ended unread`, () => {
    keep(`${DRAFT}about`, damaged);
    settle("about", { age_band: "18_to_39" });
    assert.equal(kept(`${DRAFT}about`), damaged);
    touch("about", "age_band", "18_to_39");
    assert.deepEqual(asides(), [damaged]);
    assert.deepEqual(draft("about"), { age_band: "18_to_39" });
    touch("about", "age_band", "40_or_over");
    assert.equal(asides().length, 1);
  });
}

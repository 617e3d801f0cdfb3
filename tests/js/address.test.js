// A diary is found in an address however a mail program has mangled it, and nothing else is taken for one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { diaryAt } from "../../widgets/controls/scripts/diary/address.js";

const PAGE = "http://localhost:8866/voila/render/runner.ipynb";
const PACKED = "eJyrVkrOT0lVslIyMjDUUUotLslMzk0FAA".repeat(4);

for (const sign of ["#", "%23", "%2523", "?", "&", "#%20", "#-"]) {
  for (const word of ["diary=", "Diary=", "DIARY%3D"]) {
    const mark = sign + word;
    test(`one behind ${mark} is found`, () => assert.equal(diaryAt(PAGE + mark + PACKED), PAGE.length));
  }
}

test("one whose name was lost is found by its length", () => {
  assert.equal(diaryAt(`${PAGE}#${PACKED}`), PAGE.length);
  assert.equal(diaryAt(`${PAGE}#${"x".repeat(40)}`), -1);
});

for (const other of [
  "",
  "#diary-title",
  "#exercise=seed_rdl",
  `#Exercise=${"a".repeat(120)}`,
  "?token=word",
  "#",
  "&x",
]) {
  test(`“${other.slice(0, 20)}” is none`, () => assert.equal(diaryAt(PAGE + other), -1));
}

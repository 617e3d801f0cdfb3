// A diary is found in an address however a mail program has mangled it, and nothing else is taken for one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { diaryAt, isFile, linkBegin } from "../../widgets/controls/scripts/diary/address.js";
import { placeIn } from "../../widgets/controls/scripts/places/address.js";

const PAGE = "http://localhost:8866/voila/render/runner.ipynb";
const PACKED = "eJyrVkrOT0lVslIyMjDUUUotLslMzk0FAA".repeat(4);

for (const sign of ["#", "%23", "%2523", "?", "&", "#%20", "#-"]) {
  for (const word of ["diary=", "Diary=", "DIARY%3D", "prescription=", "Prescription%3D"]) {
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
  "#your-diary",
  "#exercise=seed_rdl",
  `#Exercise=${"a".repeat(120)}`,
  "?token=word",
  "#",
  "&x",
]) {
  test(`“${other.slice(0, 20)}” is none`, () => assert.equal(diaryAt(PAGE + other), -1));
}

test("a link begins where the guide stands in the web, or at the page; and nowhere, where that is a file", () => {
  assert.equal(linkBegin(undefined, `${PAGE}#exercise=x`), PAGE);
  for (const own of ["file:///home/a/strength-guide.html", "content://media/file/1", `${PAGE}#x`]) {
    assert.equal(linkBegin("https://example.org/guide/", own), "https://example.org/guide/");
  }
  assert.equal(linkBegin(undefined, "file:///home/a/http:/strength-guide.html#x"), null);
  assert.equal(linkBegin("", "content://media/file/1"), null);
  assert.ok(isFile("content://media/file/1"));
  assert.ok(!isFile(PAGE));
});

test("a prescription's own place is none, and a link with one is no place", () => {
  const place = { id: "prescription", name: "Prescription", under: "plan", view: "view-4", alone: false };
  assert.equal(diaryAt(`${PAGE}#prescription`), -1);
  assert.equal(placeIn("#prescription", [place]), place);
  for (const link of ["#prescription=eJy", "#prescription%3DeJy"]) assert.equal(placeIn(link, [place]), undefined);
});

// Two diaries as one. The kernel's own merge is held to the same cases: tests/promises/diary/test_diary.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { later, union } from "../../widgets/controls/scripts/diary/union.js";

/** @import { Diary, Entry } from "../../widgets/controls/scripts/diary/union.js" */
/** @typedef {{ name: string, one: Diary, other: Diary, merged: Entry[] | null, asks_kernel?: boolean }} Case */

/** @type {Case[]} */
const CASES = JSON.parse(readFileSync(new URL("../merge_cases.json", import.meta.url), "utf-8"));

/** @param {Entry[]} entries */
const byId = (entries) => Object.fromEntries(entries.map((entry) => [entry.id, entry]));

for (const { name, one, other, merged, asks_kernel } of CASES) {
  for (const [there, here] of [
    [one, other],
    [other, one],
  ]) {
    test(name, () => {
      const whole = union(JSON.stringify(there), JSON.stringify(here));
      if (asks_kernel) return assert.equal(whole, null);
      assert.ok(whole && merged);
      assert.deepEqual(byId(JSON.parse(whole).entries), byId(merged));
    });
  }
}

test("a diary that has everything stays as it is written", () => {
  const [{ one, other }] = CASES;
  const here = JSON.stringify({ ...one, entries: [...one.entries, ...other.entries] }, null, 1);
  assert.equal(union(JSON.stringify(one), here), here);
});

test("what is no diary is left to the kernel", () => {
  const here = JSON.stringify(CASES[0].one);
  for (const there of ["", "x", "null", "3", "[]", "{}", '{"strength_guide_diary": 4}']) {
    assert.equal(union(there, here), null, there);
  }
  for (const entry of ["x", null, {}, { id: "a" }, { edited: "2026-11-27T11:04:03Z" }]) {
    assert.equal(union(JSON.stringify({ strength_guide_diary: 4, entries: [entry] }), here), null);
  }
});

test("of three edits of one entry the same one stays, in whatever order they meet", () => {
  for (const { one, other, merged } of CASES) {
    const entries = [...one.entries, ...other.entries, ...(merged ?? [])].filter(({ id }) => id === one.entries[0].id);
    const orders = [entries, entries.toReversed(), [...entries.slice(1), entries[0]]];
    const [first, ...others] = orders.map((order) => order.reduce(later));
    for (const found of others) assert.deepEqual(found, first);
  }
});

// The service worker keeps one release whole, never mixes two, and mends itself.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { answer, keeperOf, living, opened } from "./host.js";

/** @type {ReturnType<typeof opened>} */
let host;
beforeEach(() => {
  host = opened();
  host.offer("a");
});

const PAGE = (/** @type {string} */ version) => `<body data-version="${version}">`;

test("what is kept is answered without a connection, and what is only wanted later was not fetched", async () => {
  const keeper = await living("a");
  host.online = false;
  for (const name of ["", "?from=home", "index.html", "index.html?x=1"])
    assert.equal(await answer(keeper, name), PAGE("a"), name);
  assert.equal(await answer(keeper, "python/later-a.gz"), "python/later-a.gz of a");
  assert.equal(await answer(keeper, "manifest.webmanifest"), "manifest.webmanifest of a");
  await assert.rejects(() => answer(keeper, "python/rest-a.gz"));
  host.online = true;
  await answer(keeper, "python/rest-a.gz");
  host.online = false;
  assert.equal(await answer(keeper, "python/rest-a.gz"), "python/rest-a.gz of a");
});

test("what is here already is not fetched again", async () => {
  const shelf = await caches.open("strength-guide /guide/ files");
  await shelf.put("https://host.test/guide/python/python-0.gz", new Response("came with Python"));
  const keeper = await living("a");
  assert.ok(!host.asked.includes("python/python-0.gz"));
  assert.equal(await answer(keeper, "python/python-0.gz"), "came with Python");
});

test("what is none of the guide's files goes its own way", async () => {
  const keeper = await living("a");
  for (const name of ["LICENSES.txt", "other/", "other/python/python-0.gz"]) {
    assert.equal(await answer(keeper, name), null, name);
  }
  assert.equal(await answer(keeper, "", { scope: "https://host.test/" }), null);
  assert.equal(await answer(keeper, "", { scope: "https://other.test/guide/" }), null);
  assert.equal(await answer(keeper, "", { method: "POST" }), null);
});

test("a release that is not whole is not installed, and the one before goes on", async () => {
  const keeper = await living("a");
  host.offer("b");
  host.files.delete("python/later-b.gz");
  await assert.rejects(() => keeperOf("b").install());
  assert.equal(await answer(keeper, ""), PAGE("a"));
  assert.equal(await answer(keeper, "python/later-a.gz"), "python/later-a.gz of a");
});

test("a page of another release, or a network's own, is not taken for this one's", async () => {
  host.files.set("", { text: PAGE("b"), type: "text/html" });
  await assert.rejects(() => keeperOf("a").install());
  host.offer("a");
  host.shelves.clear();
  host.files.set("python/later-a.gz", { text: "<h1>Log in</h1>", type: "text/html; charset=utf-8" });
  await assert.rejects(() => keeperOf("a").install());
});

test("a tab of the release before still finds its files; the one before that is gone", async () => {
  await living("a");
  host.offer("b");
  const b = await living("b");
  assert.equal(await answer(b, ""), PAGE("b"));
  assert.equal(await answer(b, "python/later-a.gz"), "python/later-a.gz of a");
  host.offer("c");
  await living("c");
  assert.deepEqual(host.kept, {
    files: ["lived.json", "python/later-b.gz", "python/later-c.gz", "python/python-0.gz"],
    "page c": ["", "manifest.webmanifest"],
  });
});

test("while a newer one waits, nothing of the older is touched", async () => {
  const a = await living("a");
  host.offer("b");
  await keeperOf("b").install();
  host.online = false;
  assert.equal(await answer(a, ""), PAGE("a"));
  assert.equal(await answer(a, "python/later-a.gz"), "python/later-a.gz of a");
});

test("a newer one that nobody used takes nothing from the one that a tab was drawn by", async () => {
  await living("a");
  host.offer("b");
  await keeperOf("b").install();
  host.offer("c");
  const c = await living("c");
  assert.equal(await answer(c, "python/later-a.gz"), "python/later-a.gz of a");
  assert.deepEqual(Object.keys(host.kept).sort(), ["files", "page c"]);
});

test("other caches of the same host stay as they are", async () => {
  const others = [
    "photos",
    "strength-guide / files",
    "strength-guide /guide/deeper/ page x",
    "strength-guide /guides/ files",
  ];
  for (const name of others) await caches.open(name);
  await living("a");
  assert.deepEqual(
    others.filter((name) => !host.shelves.has(name)),
    [],
  );
});

test("what was lost of it comes from the network, and is kept again", async () => {
  const keeper = await living("a");
  host.shelves.clear();
  assert.equal(await answer(keeper, ""), PAGE("a"));
  assert.equal(await answer(keeper, "python/later-a.gz"), "python/later-a.gz of a");
  host.online = false;
  assert.equal(await answer(keeper, ""), PAGE("a"));
  assert.equal(await answer(keeper, "python/later-a.gz"), "python/later-a.gz of a");
});

test("what was lost of it is fetched again, and no more than that", async () => {
  const keeper = await living("a");
  host.shelves.get("strength-guide /guide/ files")?.kept.delete("https://host.test/guide/python/later-a.gz");
  host.asked.length = 0;
  await keeper.install();
  assert.deepEqual(host.asked, ["python/later-a.gz"]);
});

test("where storage is broken, the network answers", async () => {
  const keeper = await living("a");
  const open = () => Promise.reject(new DOMException("broken", "UnknownError"));
  Object.assign(caches, { open });
  assert.equal(await answer(keeper, ""), PAGE("a"));
  assert.equal(await answer(keeper, "python/later-a.gz"), "python/later-a.gz of a");
});

test("where the host has the release no more and a file is lost, the page is that of the host", async () => {
  const keeper = await living("a");
  host.offer("b");
  host.shelves.get("strength-guide /guide/ files")?.kept.clear();
  assert.equal(await answer(keeper, "python/later-a.gz"), "not here");
  assert.equal(await answer(keeper, ""), PAGE("b"));
  assert.equal(await answer(keeper, "python/later-b.gz"), "python/later-b.gz of b");
  assert.deepEqual(host.kept.files, [], "nothing of another release is kept in its name");
});

test("a file that Python could not run with is fetched again, where there is a connection", async () => {
  const keeper = await living("a");
  host.files.set("python/python-0.gz", { text: "mended", type: "x/x" });
  const how = /** @type {const} */ ({ cache: "reload" });
  host.online = false;
  assert.equal(await answer(keeper, "python/python-0.gz", how), "python/python-0.gz of a");
  host.online = true;
  assert.equal(await answer(keeper, "python/python-0.gz", how), "mended");
  assert.equal(await answer(keeper, "python/python-0.gz"), "mended");
});

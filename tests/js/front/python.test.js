// Python in a worker of the page: how it is started, begun again, given up, and told apart from a page that is gone.

import assert from "node:assert/strict";
import { resolveObjectURL } from "node:buffer";
import { afterEach, beforeEach, mock, test } from "node:test";
import { filesOf } from "../../../hosting/front/scripts/app/kept_files.js";
import { OwnEngine } from "../../../hosting/front/scripts/python/engine.js";
import { Files } from "../../../hosting/front/scripts/python/files.js";
import { Queue } from "../../../hosting/front/scripts/queue.js";
import { unpacked } from "../../../widgets/controls/scripts/shared/unpacked.js";
import { said } from "./server.js";

/** @import { Tell, ToWorker } from "../../../hosting/front/scripts/python/python.js" */

/** @type {StandIn[]} */
let workers = [];

class StandIn {
  /** @type {ToWorker[]} */
  heard = [];
  ended = false;
  /** @type {Record<string, (event: any) => void>} */
  listeners = {};

  /** @param {string} address */
  constructor(address) {
    this.address = address;
    workers.push(this);
  }

  /** @param {string} kind
   * @param {(event: any) => void} listener */
  addEventListener(kind, listener) {
    this.listeners[kind] = listener;
  }

  /** @param {ToWorker} message */
  postMessage(message) {
    this.heard.push(message);
  }

  terminate() {
    this.ended = true;
  }

  /** @param {Tell} told */
  tell(told) {
    this.listeners.message({ data: told });
  }
}

beforeEach(() => {
  workers = [];
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(globalThis, {
    self: globalThis,
    Worker: StandIn,
    location: { href: "https://host/at/" },
    document: { querySelector: () => null },
    CSS: { escape: String },
  });
  mock.method(console, "error", () => {});
  mock.method(globalThis, "fetch", async (/** @type {string} */ at) => new Response(`the script at ${at}`));
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

/** Until all that has come is unpacked. */
async function settled() {
  for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
}

/** An engine that was woken, and what it tells. */
async function woken() {
  /** @type {string[]} */
  const states = [];
  /** @type {any[]} */
  const heard = [];
  /** @type {number[]} */
  const shares = [];
  const queue = new Queue(() => {});
  const files = { python: { at: "python/p.gz", size: 10 } };
  const engine = new OwnEngine({
    python: { worker: "python/w.js", engine: "engine", files },
    queue,
    hear: (message) => heard.push(message),
    is: (state) => states.push(state),
    share: (share) => shares.push(share),
  });
  engine.wake();
  engine.wake();
  await settled();
  return { queue, states, heard, shares };
}

test("it is started once, with its files as seen from anywhere", async () => {
  const { states, shares } = await woken();
  assert.equal(workers.length, 1);
  assert.equal(await (await resolveObjectURL(workers[0].address))?.text(), "the script at python/w.js");
  const files = { python: { at: "https://host/at/python/p.gz", size: 10 } };
  const shelf = { cache: filesOf("https://host/at/"), anew: false };
  assert.deepEqual(workers[0].heard, [{ kind: "begin", engine: "engine", files, given: null, shelf }]);
  workers[0].tell({ kind: "share", share: 0.4 });
  assert.deepEqual([states, shares], [["starting"], [0.4]]);
});

test("what waited is told in order, and it is here when all of it is done", async () => {
  const { queue, states } = await woken();
  queue.say(said("a"));
  queue.say(said("b"));
  workers[0].tell({ kind: "ready" });
  const told = workers[0].heard.slice(1).map((each) => each.kind === "say" && JSON.parse(each.content).data);
  assert.deepEqual(told, ["a", "b"]);
  workers[0].tell({ kind: "done", number: "1" });
  assert.deepEqual(states, ["starting"]);
  workers[0].tell({ kind: "done", number: "2" });
  assert.deepEqual(states, ["starting", "here"]);
});

test("what it says is heard, its buffers too", async () => {
  const { heard } = await woken();
  const message = JSON.stringify({ header: { msg_type: "comm_msg" }, content: { comm_id: "w1", data: {} } });
  workers[0].tell({ kind: "said", message, buffers: [new Uint8Array([7]).buffer] });
  assert.equal(heard[0].content.comm_id, "w1");
  assert.equal(heard[0].buffers[0].getUint8(0), 7);
});

test("a line that breaks is tried again for ever, a Python that breaks three times", async () => {
  const { queue, states } = await woken();
  queue.say(said("a"));
  for (let tries = 1; tries < 6; tries++) {
    workers[tries - 1].tell({ kind: "lost", how: "away", error: "" });
    assert.ok(workers[tries - 1].ended);
    mock.timers.tick(30_000);
    await settled();
    assert.equal(workers.length, tries + 1);
  }
  for (let tries = 6; tries < 9; tries++) {
    workers[tries - 1].tell({ kind: "lost", how: "broken", error: "" });
    mock.timers.tick(30_000);
    await settled();
  }
  assert.equal(workers.length, 8);
  assert.equal(states.at(-1), "dead");
});

test("one that had caught up is the page's only one", async () => {
  const { queue, states } = await woken();
  queue.say(said("a"));
  workers[0].tell({ kind: "ready" });
  workers[0].tell({ kind: "done", number: "1" });
  workers[0].listeners.error({ preventDefault() {}, message: "it ends" });
  mock.timers.tick(60_000);
  await settled();
  assert.deepEqual([states.at(-1), workers.length], ["dead", 1]);
});

test("files that are gone are another release's", async () => {
  const { states } = await woken();
  workers[0].tell({ kind: "lost", how: "gone", error: "" });
  assert.equal(states.at(-1), "other");
});

const SHELF = { cache: "none", anew: false };
const TEXT = "the same text, ".repeat(50);
const packed = () => new Blob([TEXT]).stream().pipeThrough(new CompressionStream("gzip"));

test("a file is unpacked, unless whoever sends it has done so", async () => {
  for (const stream of [packed(), new Blob([TEXT]).stream()])
    assert.equal(await new Response(await unpacked(stream)).text(), TEXT);
});

test("the share of what has come, and why something did not", async () => {
  const bytes = await new Response(packed()).arrayBuffer();
  const listed = Object.fromEntries(
    ["python", "library", "first"].map((name) => [name, { at: name, size: bytes.byteLength }]),
  );
  /** @type {number[]} */
  const shares = [];
  const files = new Files(listed, null, SHELF, (share) => shares.push(share));
  mock.method(globalThis, "fetch", async (/** @type {string} */ at) => {
    if (at === "first") throw new TypeError("no line");
    return new Response(at === "library" ? "" : bytes, { status: at === "library" ? 404 : 200 });
  });
  assert.equal(new TextDecoder().decode(await files.bytes("python")), TEXT);
  assert.equal(shares.at(-1), 1 / 3);
  await assert.rejects(files.bytes("first"));
  assert.equal(files.missing, "away");
  const others = new Files(listed, null, SHELF, () => {});
  await assert.rejects(others.bytes("library"));
  assert.equal(others.missing, "gone");
});

test("a page that holds all of its files asks nobody", async () => {
  mock.method(globalThis, "fetch", () => assert.fail("nobody is to be asked"));
  const own = { first: await new Response(packed()).blob() };
  const files = new Files({}, own, SHELF, () => {});
  assert.equal(new TextDecoder().decode(await files.bytes("first")), TEXT);
});

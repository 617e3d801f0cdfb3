// The engine behind the page: asked for once, again when it is lost too early, and never in place of one that caught up.

import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { later, opened, said } from "./server.js";

afterEach(() => mock.timers.reset());

test("it is asked for once, and is here when it has done all that waited", async () => {
  const { queue, server, lines, states } = opened();
  for (const each of ["a", "b"]) queue.say(said(each));
  await later();
  assert.deepEqual(server.asked, ["POST /at/engine"]);
  assert.match(lines[0].address.href, /^ws:\/\/localhost\/at\/api\/kernels\/k1\/channels\?session_id=[0-9a-f]{32}$/);
  lines[0].open();
  assert.deepEqual(lines[0].said, [], "the line must be seen to carry first");
  lines[0].work(1);
  assert.deepEqual(lines[0].said, ["a", "b"]);
  lines[0].work(1);
  assert.ok(!states.includes("here"));
  lines[0].work();
  assert.equal(states.at(-1), "here");
});

test("what it says is heard, and nothing else of a kernel's", async () => {
  const { queue, lines, heard } = opened();
  queue.say(said("a"));
  await later();
  lines[0].open();
  for (const kind of ["comm_open", "comm_msg", "comm_close", "stream"])
    lines[0].hear(kind, { comm_id: kind, data: {} });
  assert.deepEqual(heard, ["comm_open", "comm_msg", "comm_close"]);
});

test("a full server is asked again when it says", async () => {
  const { queue, server, lines, states } = opened();
  const given = server.engine;
  server.engine = () => new Response("Full just now\n", { status: 503, headers: { "Retry-After": "7" } });
  queue.say(said("a"));
  await later();
  assert.deepEqual(states, ["asked", "full"]);
  server.engine = given;
  await later(6999);
  assert.equal(server.asked.length, 1);
  await later(1);
  assert.equal(lines.length, 1);
});

for (const [retry, seconds] of [
  ["-5", 1],
  ["soon", 30],
  ["86400", 120],
]) {
  test(`a full server that says ${retry} is asked again after ${seconds} seconds`, async () => {
    const { queue, server, states } = opened();
    const headers = { "Retry-After": String(retry) };
    server.engine = () => new Response("", { status: 503, headers });
    queue.say(said("a"));
    await later();
    assert.deepEqual(states, ["asked", "full"]);
    await later(1000 * Number(seconds) - 1);
    assert.equal(server.asked.length, 1);
    await later(1);
    assert.equal(server.asked.length, 2);
  });
}

for (const [name, answer] of /** @type {[string, () => Response][]} */ ([
  ["an error", () => new Response("", { status: 500 })],
  ["a network's own page", () => new Response("<html>Sign in</html>")],
  ["a network's own JSON", () => Response.json({ error: "Sign in" })],
  ["a proxy whose server is away", () => new Response("", { status: 503 })],
  ["nobody", () => assert.fail("no connection")],
])) {
  test(`where ${name} answers, the page asks on, less and less often`, async () => {
    const { queue, server, lines, states } = opened();
    const given = server.engine;
    server.engine = answer;
    queue.say(said("a"));
    await later();
    assert.equal(states.at(-1), "late");
    for (const wait of [500, 1000, 2000]) {
      const before = server.asked.length;
      await later(wait - 1);
      assert.equal(server.asked.length, before);
      await later(1);
      assert.equal(server.asked.length, before + 1);
    }
    server.engine = given;
    await later(4000);
    assert.equal(lines.length, 1);
  });
}

test("one that made another page is not spoken to", async () => {
  const { queue, lines, states } = opened({ told: "older" });
  queue.say(said("a"));
  await later();
  assert.deepEqual([states, lines.length], [["asked", "other"], 0]);
});

test("one that is lost before it caught up is followed by another, which is told everything", async () => {
  const { queue, server, lines, states } = opened();
  for (const each of ["a", "b"]) queue.say(said(each));
  await later();
  lines[0].open();
  lines[0].work(1);
  lines[0].work(1);
  server.kernel = () => new Response("", { status: 404 });
  lines[0].close();
  queue.say(said("c"));
  await later(500);
  assert.equal(lines.length, 2);
  lines[1].open();
  lines[1].work(1);
  assert.deepEqual(lines[1].said, ["a", "b", "c"]);
  lines[1].work();
  assert.equal(states.at(-1), "here");
  assert.match(lines[1].address.href, /k2/);
});

test("one that dies behind a connection that stays open is missed too", async () => {
  const { queue, server, lines, states } = opened();
  queue.say(said("a"));
  await later();
  lines[0].open();
  lines[0].work(1);
  server.kernel = () => new Response("", { status: 404 });
  await later(8000);
  assert.equal(lines.length, 2);
  server.kernel = () => Response.json({});
  lines[1].open();
  lines[1].work(1);
  lines[1].work();
  const before = server.asked.length;
  await later(60_000);
  assert.equal(server.asked.length, before + 1, "it is asked after once more, and then is nobody's business here");
  assert.equal(states.at(-1), "here");
});

test("one that had caught up is not replaced", async () => {
  const { queue, server, lines } = opened();
  queue.say(said("a"));
  await later();
  lines[0].open();
  lines[0].work(1);
  lines[0].work();
  server.kernel = () => new Response("", { status: 404 });
  lines[0].close();
  queue.say(said("b"));
  await later(60_000);
  assert.equal(server.asked.filter((each) => each.startsWith("POST")).length, 1);
  assert.equal(lines.length, 1);
});

test("after a cut the same session goes on, and is told what it has not done", async () => {
  const { queue, lines } = opened();
  for (const each of ["a", "b"]) queue.say(said(each));
  await later();
  lines[0].open();
  lines[0].work(1);
  lines[0].work(1);
  lines[0].readyState = 2; // a browser may know already, and not have said so
  queue.say(said("c"));
  lines[0].close();
  await later(500);
  assert.equal(lines[1].address.href, lines[0].address.href);
  lines[1].open();
  lines[1].work(1);
  assert.deepEqual(lines[1].said, ["b", "c"]);
});

test("what a server held back meanwhile is not done again", async () => {
  const { queue, lines } = opened();
  queue.say(said("a"));
  await later();
  lines[0].open();
  lines[0].work(1);
  const [{ header }] = lines[0].sent;
  lines[0].close();
  await later(500);
  lines[1].open();
  lines[1].hear("status", { execution_state: "idle" }, header);
  lines[1].work(1);
  assert.deepEqual(lines[1].said, []);
});

test("a network that lets no websocket through is known by HTTP that passes", async () => {
  const { queue, lines, states } = opened();
  queue.say(said("a"));
  await later();
  lines[0].close();
  await later(500);
  assert.ok(!states.includes("unheard"));
  lines[1].close();
  await later(1000);
  assert.equal(states.at(-1), "unheard");
  lines[2].open();
  lines[2].work(1);
  lines[2].work();
  assert.equal(states.at(-1), "here");
});

test("so is one that swallows what is said", async () => {
  const { queue, lines, states } = opened();
  queue.say(said("a"));
  await later();
  lines[0].open();
  await later(8000);
  assert.equal(states.at(-1), "unheard");
});

for (const [name, answer] of /** @type {[string, () => Promise<Response>][]} */ ([
  ["is down", async () => assert.fail("no connection")],
  ["is down behind another", async () => new Response("", { status: 502 })],
  ["does not answer", () => new Promise(() => {})],
])) {
  test(`a server that ${name} is not taken for such a network`, async () => {
    const { queue, server, lines, states } = opened();
    server.kernel = answer;
    queue.say(said("a"));
    await later();
    await later(8000);
    for (const wait of [500, 1000, 2000]) {
      lines.at(-1)?.close();
      await later(wait);
    }
    assert.deepEqual(new Set(states), new Set(["asked"]));
  });
}

test("a page that came with its kernel asks for no other", async () => {
  const { engine, queue, server, lines } = opened({ told: null });
  engine.take("mine");
  queue.say(said("a"));
  await later();
  assert.match(lines[0].address.href, /kernels\/mine\//);
  server.kernel = () => new Response("", { status: 404 });
  lines[0].close();
  await later(60_000);
  assert.deepEqual(new Set(server.asked), new Set(["GET /at/api/kernels/mine"]));
});

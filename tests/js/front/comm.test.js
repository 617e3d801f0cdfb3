// A widget's line to its Python.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Comm } from "../../../hosting/front/scripts/comm.js";

/** @import { Heard, Said } from "../../../hosting/front/scripts/comm.js" */

/** @param {string} msg_type
 * @param {string} [data]
 * @returns {Heard} */
const heard = (msg_type, data = "") => ({
  content: { comm_id: "w0", data },
  metadata: {},
  buffers: [],
  parent_header: {},
  header: { msg_type },
});

/** A comm, and what it has said. */
function opened() {
  /** @type {Said[]} */
  const said = [];
  return { said, comm: new Comm("w0", (message) => String(said.push(message))) };
}

test("what came before the widget listened is heard first, in order", () => {
  const { comm } = opened();
  /** @type {string[]} */
  const came = [];
  for (const each of ["a", "b"]) comm.hear(heard("comm_msg", each));
  comm.on_msg(({ content }) => came.push(content.data));
  comm.hear(heard("comm_msg", "c"));
  assert.deepEqual(came, ["a", "b", "c"]);
});

test("an end is told once somebody asked for it", () => {
  const { comm } = opened();
  comm.hear(heard("comm_close"));
  let ended = 0;
  comm.on_close(() => ended++);
  comm.hear(heard("comm_close"));
  assert.equal(ended, 1);
});

test("messages have a kind, an address and a number", () => {
  const { comm, said } = opened();
  assert.equal(comm.open({ a: 1 }), "1");
  assert.equal(comm.send({ b: 2 }), "2");
  assert.equal(comm.close(), "3");
  assert.deepEqual(
    said.map(({ type, content }) => [type, content.comm_id, content.target_name]),
    [
      ["comm_open", "w0", "jupyter.widget"],
      ["comm_msg", "w0", undefined],
      ["comm_close", "w0", undefined],
    ],
  );
});

test("of a view into bytes only its part is sent", () => {
  const { comm, said } = opened();
  const bytes = new Uint8Array([1, 2, 3, 4]);
  comm.send({}, undefined, {}, [bytes.subarray(1, 3), bytes.buffer]);
  assert.deepEqual(
    said[0].buffers.map((each) => [...new Uint8Array(each)]),
    [
      [2, 3],
      [1, 2, 3, 4],
    ],
  );
});

// Messages as bytes; tests/promises/page/test_front.py holds them to what Python reads and writes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pack, unpack } from "../../../hosting/front/scripts/wire.js";

test("a message comes back as it was packed", () => {
  const header = { msg_id: "1", msg_type: "comm_msg" };
  const content = { data: { text: "Größe 😀 \u2028" } };
  const buffers = [new Uint8Array([1, 2, 3]).buffer, new ArrayBuffer(0)];
  const back = unpack(pack({ channel: "shell", header, metadata: { a: 1 }, content, buffers }));
  assert.deepEqual(
    { ...back, buffers: back.buffers.map((each) => each.byteLength) },
    { channel: "shell", header, parent_header: {}, metadata: { a: 1 }, content, buffers: [3, 0] },
  );
  assert.deepEqual(
    [0, 1, 2].map((place) => back.buffers[0].getUint8(place)),
    [1, 2, 3],
  );
});

test("bytes that are no message are refused", () => {
  const whole = pack({ channel: "shell", header: {}, content: {} });
  for (const bytes of [new ArrayBuffer(0), whole.slice(0, -1)]) assert.throws(() => unpack(bytes));
});

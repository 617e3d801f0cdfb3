// A server and its websockets, for an engine without a browser.

import { mock } from "node:test";
import { Engine } from "../../../hosting/front/scripts/engine.js";
import { Queue } from "../../../hosting/front/scripts/queue.js";
import { pack, unpack } from "../../../hosting/front/scripts/wire.js";

/** @import { Said } from "../../../hosting/front/scripts/comm.js" */

/** A websocket that a test opens, speaks through and closes. */
export class Line extends EventTarget {
  static OPEN = 1;
  readyState = 0;
  /** @type {import("../../../hosting/front/scripts/wire.js").Message[]} */
  sent = [];

  /** @param {URL} address */
  constructor(address) {
    super();
    this.address = address;
  }

  /** @param {ArrayBuffer} bytes */
  send(bytes) {
    this.sent.push(unpack(bytes));
  }

  open() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  close() {
    this.readyState = 3;
    this.dispatchEvent(new Event("close"));
  }

  /** @param {string} msg_type
   * @param {object} content
   * @param {object} [parent_header] */
  hear(msg_type, content, parent_header = {}) {
    const data = pack({ channel: "iopub", header: { msg_type }, parent_header, content });
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  /** The kernel does what it was told, or only the first of it. */
  work(most = Number.POSITIVE_INFINITY) {
    for (const { header } of this.sent.splice(0, most)) this.hear("status", { execution_state: "idle" }, header);
  }

  /** What widgets have said through it, and nobody has done. */
  get said() {
    return this.sent.filter(({ header }) => header.msg_type === "comm_msg").map(({ content }) => content.data);
  }
}

/** A page's engine and queue, before a server of which a test says how it answers.
 * @param {{ told?: string | null }} [page] */
export function opened({ told = "same" } = {}) {
  mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {Line[]} */
  const lines = [];
  const server = {
    /** @type {string[]} */
    asked: [],
    /** @type {() => Response | Promise<Response>} */
    engine: () => Response.json({ kernel: `k${lines.length + 1}`, told: "same" }),
    /** @type {() => Response | Promise<Response>} */
    kernel: () => Response.json({}),
  };
  const stands = {
    location: { href: "http://localhost/" },
    WebSocket: class extends Line {
      /** @param {URL} address */
      constructor(address) {
        super(address);
        lines.push(this);
      }
    },
    /** @param {string} address
     * @param {{ method?: string }} how */
    async fetch(address, { method = "GET" }) {
      server.asked.push(`${method} ${address}`);
      return method === "POST" ? server.engine() : server.kernel();
    },
  };
  for (const [name, value] of Object.entries(stands)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  /** @type {string[]} */
  const states = [];
  /** @type {string[]} */
  const heard = [];
  const queue = new Queue(() => engine.wake());
  const engine = new Engine({
    base: "/at/",
    told,
    queue,
    hear: ({ content }) => heard.push(content.comm_id),
    is: (state) => states.push(state),
  });
  return { engine, queue, server, lines, states, heard };
}

/** Lets so many milliseconds pass, and all that follows from it happen.
 * @param {number} [milliseconds] */
export async function later(milliseconds = 0) {
  mock.timers.tick(milliseconds);
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
}

/** A widget's message, with a way to hear that it is done.
 * @param {string} data
 * @param {() => void} [idle]
 * @returns {Said} */
export function said(data, idle = () => {}) {
  const callbacks = { iopub: { status: idle } };
  return { type: "comm_msg", content: { comm_id: "w0", data }, metadata: {}, buffers: [], callbacks };
}

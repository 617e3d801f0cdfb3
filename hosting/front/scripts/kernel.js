// A transport: a Jupyter kernel, over the server's websocket.

import { PROTOCOL, pack, unpack } from "./wire.js";

/** @import { Heard, Said } from "./comm.js" */

/** What a page does with its kernel's connection: with what the kernel says, with the number of a message that it is
 * done with, once it has answered over a new connection, and so done all that it ever heard, and when the connection is
 * gone, with whether anything was heard over it.
 * @typedef {{ heard: (message: Heard) => void, done: (number: string) => void, opened: () => void,
 *   closed: (heard: boolean) => void }} Listener */

const TOLD = new Set(["comm_open", "comm_msg", "comm_close"]);

export class Kernel {
  /** One for the page's life: what the server held back while the connection was away comes with the next one. */
  #session = crypto
    .getRandomValues(new Uint32Array(4))
    .reduce((text, part) => text + part.toString(16).padStart(8, "0"), "");
  #address;
  #listener;
  /** @type {WebSocket | null} */
  #socket = null;
  #connections = 0;

  /** @param {string} address the kernel's own, as the server has it
   * @param {Listener} listener */
  constructor(address, listener) {
    this.#address = address;
    this.#listener = listener;
  }

  /** Connects, for the first time or again. */
  connect() {
    const address = new URL(`${this.#address}/channels?session_id=${this.#session}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address, PROTOCOL);
    const first = `first-${++this.#connections}`; // a network may open a connection and swallow what it says
    let heard = false;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => this.#post(socket, "kernel_info_request", first, {}));
    socket.addEventListener("message", ({ data }) => {
      heard = true;
      this.#hear(unpack(data), first);
    });
    socket.addEventListener("close", () => {
      if (this.#socket === socket) this.#listener.closed(heard);
    });
    this.#socket = socket;
  }

  /** Ends the connection, without a word to the page. */
  leave() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  /** @param {string} number
   * @param {Said} message */
  send(number, { type, content, metadata, buffers }) {
    this.#post(this.#socket, type, number, content, metadata, buffers);
  }

  /** @param {WebSocket | null} socket
   * @param {string} msg_type
   * @param {string} number
   * @param {object} content
   * @param {object} [metadata]
   * @param {ArrayBuffer[]} [buffers] */
  #post(socket, msg_type, number, content, metadata = {}, buffers = []) {
    if (socket?.readyState !== WebSocket.OPEN) return;
    const session = this.#session;
    const header = { msg_id: number, msg_type, session, username: "", version: "5.3", date: new Date().toISOString() };
    socket.send(pack({ channel: "shell", header, content, metadata, buffers }));
  }

  /** @param {import("./wire.js").Message} message
   * @param {string} first the number of the connection's first question */
  #hear(message, first) {
    const { msg_type } = message.header;
    if (TOLD.has(msg_type)) this.#listener.heard(message);
    const idle = msg_type === "status" && message.content.execution_state === "idle";
    const { session, msg_id } = message.parent_header;
    if (!idle || session !== this.#session) return;
    if (msg_id === first) this.#listener.opened();
    else this.#listener.done(msg_id);
  }
}

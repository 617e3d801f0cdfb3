// A transport: a Jupyter kernel, over the server's websocket.

import { PROTOCOL, pack, unpack } from "./wire.js";

/** @import { Heard, Said } from "./comm.js" */

/** What a page does with its kernel's connection: with what the kernel says, with the number of a message that it is
 * done with, when the connection is there, and when it is gone, with whether anything was ever heard.
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
    let heard = false;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => this.#ask(socket));
    socket.addEventListener("message", ({ data }) => {
      if (!heard) this.#listener.opened(); // a network may open a connection and swallow what it says
      heard = true;
      this.#hear(unpack(data));
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

  /** A first question, whose answer shows that the line carries what is said.
   * @param {WebSocket} socket */
  #ask(socket) {
    this.#post(socket, "kernel_info_request", "begin", {});
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

  /** @param {import("./wire.js").Message} message */
  #hear(message) {
    const { msg_type } = message.header;
    if (TOLD.has(msg_type)) this.#listener.heard(message);
    const idle = msg_type === "status" && message.content.execution_state === "idle";
    if (idle && message.parent_header.session === this.#session) this.#listener.done(message.parent_header.msg_id);
  }
}

// A transport: Python in a worker of this page.

/** @import { Heard, Said } from "../comm.js" */
/** @import { Listed, Shelf } from "./files.js" */

/** What the page tells its worker.
 * @typedef {{ kind: "begin", engine: string, files: Record<string, Listed>, given: Record<string, Blob> | null,
 *   shelf: Shelf }} Begin */
/** @typedef {{ kind: "say", number: string, type: string, content: string, buffers: ArrayBuffer[] }} Say */
/** @typedef {Begin | Say} ToWorker */
/** Why it is lost: its files cannot be had now, or are no more where they were, or it does not run.
 * @typedef {"away" | "gone" | "broken"} Lost */
/** What the worker tells its page: how much of its files has come, from 0 to 1; that it hears; that
 * this browser keeps its files; what a widget says; that it has done a message; that it is lost.
 * @typedef {{ kind: "share", share: number } | { kind: "ready" | "kept" } | { kind: "said", message: string,
 *   buffers: ArrayBuffer[] } | { kind: "done", number: string } | { kind: "lost", how: Lost, error: string }} Tell */

/** @typedef {{ heard: (message: Heard) => void, done: (number: string) => void, opened: () => void,
 *   kept: () => void, share: (share: number) => void, lost: (how: Lost) => void }} Listener */

export class Python {
  #worker;

  /** @param {string} script the worker's address
   * @param {Omit<Begin, "kind">} files
   * @param {Listener} listener */
  constructor(script, files, listener) {
    this.#worker = new Worker(script);
    this.#worker.addEventListener("message", ({ data }) => hear(data, listener));
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      console.error(event.message);
      listener.lost("broken");
    });
    this.#worker.postMessage({ kind: "begin", ...files });
  }

  /** @param {string} number
   * @param {Said} message */
  send(number, { type, content, buffers }) {
    this.#worker.postMessage({ kind: "say", number, type, content: JSON.stringify(content), buffers });
  }

  /** Ends it, without a word to the page. */
  leave() {
    this.#worker.terminate();
  }
}

/** @param {Tell} told
 * @param {Listener} listener */
function hear(told, { heard, done, opened, kept, share, lost }) {
  switch (told.kind) {
    case "share":
      share(told.share);
      break;
    case "ready":
      opened();
      break;
    case "kept":
      kept();
      break;
    case "said":
      heard({ ...JSON.parse(told.message), buffers: told.buffers.map((each) => new DataView(each)) });
      break;
    case "done":
      done(told.number);
      break;
    case "lost":
      console.error(told.error);
      lost(told.how);
  }
}

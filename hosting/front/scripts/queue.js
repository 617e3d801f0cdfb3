// What widgets say, in order, until an engine has taken it. An engine that is lost before it had caught up with the page
// is replaced by a new one, which is told everything from the beginning; one that had caught up is the page's only one.

import { isProbe } from "./reading.js";

/** @import { Said } from "./comm.js" */

/** @typedef {{ send: (number: string, message: Said) => void }} Transport */
/** @typedef {{ number: string, message: Said, sent: boolean, done: boolean }} Entry */

export class Queue {
  /** @type {Entry[]} the oldest first; those that are done are kept until an engine has caught up */
  #entries = [];
  #last = 0;
  #caughtUp = false;
  /** @type {Transport | null} */
  #engine = null;
  #wake;
  #rested;

  /** @param {(message: Said) => void} wake is called with a message for which no engine is there
   * @param {() => void} [rested] is called when the engine has done all that it was told */
  constructor(wake, rested = () => {}) {
    this.#wake = wake;
    this.#rested = rested;
  }

  /** Whether an engine has done everything that it was told, so that it holds what no other one would. */
  get caughtUp() {
    return this.#caughtUp;
  }

  /** Whether something waits to be done. */
  get waits() {
    return this.#entries.some(({ done }) => !done);
  }

  /** Takes a message, and gives its number.
   * @param {Said} message */
  say(message) {
    if (!this.#engine && isProbe(message)) return "";
    const entry = { number: String(++this.#last), message, sent: false, done: false };
    this.#entries.push(entry);
    if (this.#engine) this.#send(this.#engine, entry);
    else this.#wake(message);
    return entry.number;
  }

  /** An engine that knows nothing but the page as it was made.
   * @param {Transport} engine */
  begin(engine) {
    for (const entry of this.#entries) entry.sent = false;
    this.resume(engine);
  }

  /** The same engine again, after its connection was away.
   * @param {Transport} engine */
  resume(engine) {
    this.#engine = engine;
    for (const entry of this.#entries) if (!entry.sent) this.#send(engine, entry);
  }

  /** From here on nobody listens, until the next `begin` or `resume`. */
  pause() {
    this.#engine = null;
  }

  /** The engine has done a message, and so all that were sent before it.
   * @param {string} number */
  done(number) {
    if (!this.#entries.some((entry) => entry.number === number)) return;
    for (const entry of this.#entries) {
      if (!entry.done) {
        entry.done = true;
        entry.message.callbacks?.iopub?.status?.({ content: { execution_state: "idle" } });
      }
      if (entry.number === number) break;
    }
    const rests = !this.waits;
    if (rests) this.#caughtUp = true;
    if (this.#caughtUp) this.#entries = this.#entries.filter((entry) => !entry.done);
    if (rests) this.#rested();
  }

  /** @param {Transport} engine
   * @param {Entry} entry */
  #send(engine, entry) {
    entry.sent = true;
    engine.send(entry.number, entry.message);
  }
}

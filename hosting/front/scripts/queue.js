// What widgets say, in order, until an engine has done it. An engine that is lost before it had caught up with the page
// is replaced by a new one, which is told everything from the beginning; one that had caught up is the page's only one.

import { isProbe } from "./reading.js";

/** @import { Said } from "./comm.js" */

/** @typedef {{ send: (number: string, message: Said) => void }} Transport */
/** @typedef {{ number: string, message: Said, done: boolean }} Entry */

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

  /** Whether such a message waits to be done.
   * @param {(message: Said) => boolean} such */
  holds(such) {
    return this.#entries.some(({ done, message }) => !done && such(message));
  }

  /** Takes a message, and gives its number.
   * @param {Said} message */
  say(message) {
    const number = String(++this.#last);
    const probe = isProbe(message);
    if (!probe) this.#entries.push({ number, message, done: false });
    if (this.#engine) this.#engine.send(number, message);
    else if (!probe) this.#wake(message);
    return number;
  }

  /** An engine that knows nothing but the page as it was made.
   * @param {Transport} engine */
  begin(engine) {
    this.#tell(engine, this.#entries);
  }

  /** The same engine again, after its connection was away, and with it what was on its way there.
   * @param {Transport} engine */
  resume(engine) {
    this.#tell(
      engine,
      this.#entries.filter(({ done }) => !done),
    );
  }

  /** From here on nobody listens, until the next `begin` or `resume`. */
  pause() {
    this.#engine = null;
  }

  /** The engine has done a message, and so all that were sent before it. True where with that it has caught up.
   * @param {string} number
   * @returns {boolean} */
  done(number) {
    const place = this.#entries.findIndex((entry) => entry.number === number);
    if (place < 0) return false;
    for (const entry of this.#entries.slice(0, place + 1)) {
      if (entry.done) continue;
      entry.done = true;
      entry.message.callbacks?.iopub?.status?.({ content: { execution_state: "idle" } });
    }
    const rests = !this.waits;
    const catchesUp = rests && !this.#caughtUp;
    if (rests) this.#caughtUp = true;
    if (this.#caughtUp) this.#entries = this.#entries.filter((entry) => !entry.done);
    if (rests) this.#rested();
    return catchesUp;
  }

  /** @param {Transport} engine
   * @param {Entry[]} entries */
  #tell(engine, entries) {
    this.#engine = engine;
    for (const { number, message } of entries) engine.send(number, message);
  }
}

// When the page is kept as it is: once it has rested, and all its places show what follows from the last answer. An engine
// works out only the place that is seen, so it is asked for the others first.

import { keepAsLeft } from "./as_left.js";
import { changesNothing, SETTLE } from "./reading.js";

/** @import { Said } from "./comm.js" */
/** @import { Queue } from "./queue.js" */
/** @import { Told } from "./told.js" */

const REST = 300; // milliseconds after the engine's last word

export class Keeping {
  #page;
  #places;
  #told;
  #queue;
  #kept = 0; // words that were told when the page was kept last
  #changes = 0; // messages so far after which places that are not seen may have to show something else
  #settled = 0; // how many there were when all places were asked to show it
  #asked = false; // which they have not answered yet
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;

  /** @param {string} page what tells which page it is
   * @param {string} places the name of its widget that all places can be asked through
   * @param {Told} told
   * @param {Queue} queue */
  constructor(page, places, told, queue) {
    this.#page = page;
    this.#places = places;
    this.#told = told;
    this.#queue = queue;
  }

  /** Something was said.
   * @param {Said} message */
  said(message) {
    if (!changesNothing(message)) this.#changes += 1;
  }

  /** The engine has done all that it was told. */
  rested() {
    if (this.#told.words === this.#kept && this.#settled === this.#changes) return; // nothing but "are you there?"
    clearTimeout(this.#rest);
    const answered = this.#asked;
    this.#asked = false;
    if (answered) this.#keep();
    else this.#rest = setTimeout(() => this.#keep(), REST);
  }

  #keep() {
    if (this.#queue.waits) return; // and rests again
    if (this.#settled !== this.#changes) {
      this.#settled = this.#changes;
      this.#asked = true;
      const data = { method: "custom", content: { kind: SETTLE } };
      this.#queue.say({ type: "comm_msg", content: { comm_id: this.#places, data }, metadata: {}, buffers: [] });
      return;
    }
    this.#kept = this.#told.words;
    keepAsLeft(this.#page, this.#told);
  }
}

// The engine of a page without a server: Python in a worker, begun again when it is lost before it had caught up; from
// then on it holds what no other one does.

import { fetched } from "../../../../widgets/controls/scripts/shared/unpacked.js";
import { filesOf } from "../app/kept_files.js";
import { addressOf, given } from "./held.js";
import { Python } from "./python.js";

/** @import { Heard } from "../comm.js" */
/** @import { State } from "../engine.js" */
/** @import { Listed } from "./files.js" */
/** @import { Lost } from "./python.js" */
/** @import { Queue } from "../queue.js" */

/** The worker's script, the files of its Python, as seen from the page, and the module of it that makes the page.
 * @typedef {{ worker: string, engine: string, files: Record<string, Listed> }} PythonFiles */
/** @typedef {{ python: PythonFiles, queue: Queue, hear: (message: Heard) => void,
 *   is: (state: State) => void, share: (share: number) => void }} Needs what it is, and what to do
 *   with what it says, how it stands, and how much of it has come, from 0 to 1 */

const TRIES = 3; // of a Python that has come and does not run
const SOON = 1000; // milliseconds until the next try; each is twice as late as the last
const SLOWEST = 30_000;

const pause = (/** @type {number} */ milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export class OwnEngine {
  #needs;
  #begun = false;
  /** @type {Python | null} */
  #python = null;
  #broken = 0;
  #again = SOON;
  #script = "";

  /** @param {Needs} needs */
  constructor(needs) {
    this.#needs = needs;
  }

  /** Starts Python, if nobody has. */
  wake() {
    if (this.#begun) return;
    this.#begun = true;
    this.#begin();
  }

  async #begin() {
    const { python, hear, is, share } = this.#needs;
    is("starting");
    const missing = await this.#fetchScript();
    if (missing) return this.#lost(missing);
    const here = (/** @type {string} */ at) => new URL(at, location.href).href;
    const files = Object.entries(python.files).map(([name, file]) => [name, { ...file, at: here(file.at) }]);
    const shelf = { cache: filesOf(here("./")), anew: this.#broken === TRIES - 1 };
    const held = await given(Object.keys(python.files));
    const all = { engine: python.engine, files: Object.fromEntries(files), given: held, shelf };
    this.#python = new Python(this.#script, all, {
      heard: hear,
      done: (number) => this.#done(number),
      opened: () => this.#opened(),
      kept: () => window.dispatchEvent(new Event("guide-kept")),
      share,
      lost: (how) => this.#lost(how),
    });
  }

  /** Fetches the worker's script, which no browser would unpack by itself, once.
   * @returns {Promise<Lost | null>} why it is not here */
  async #fetchScript() {
    const address = await addressOf(this.#needs.python.worker, "");
    if (address.startsWith("blob:")) this.#script = address; // of a page that holds it, unpacked
    if (this.#script) return null;
    const answer = await fetched(address).catch(() => null);
    const script = answer?.ok ? await answer.blob().catch(() => null) : null;
    if (!script) return answer?.status === 404 ? "gone" : "away";
    this.#script = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    return null;
  }

  #opened() {
    const { queue, is } = this.#needs;
    if (!this.#python) return;
    queue.begin(this.#python);
    if (!queue.waits) is("here");
  }

  /** @param {string} number */
  #done(number) {
    if (this.#needs.queue.done(number)) this.#needs.is("here");
  }

  /** @param {Lost} how */
  async #lost(how) {
    const { queue, is } = this.#needs;
    this.#python?.leave();
    this.#python = null;
    queue.pause();
    if (how === "gone") return is("other");
    if (how === "broken") this.#broken += 1;
    if (queue.caughtUp || this.#broken >= TRIES) return is("dead");
    is("late");
    await pause(this.#again);
    this.#again = Math.min(2 * this.#again, SLOWEST);
    this.#begin();
  }
}

// The engine that stands behind the page: a kernel of the server's, asked for when it is needed, and asked for again
// when it is lost before it had caught up. python/engine.js is that of a page without a server; the page sees no difference.

import { Kernel } from "./kernel.js";

/** @import { Heard } from "./comm.js" */
/** @import { Queue } from "./queue.js" */

/** How it stands: asked for, until it has done all that it was told; late, or full, as the server said; not heard,
 * because the network lets no websocket through; here; here, but made for another page than this one; or, in a page
 * without a server, starting, without a file that its host does not have, or ended for good.
 * @typedef {"asked" | "late" | "full" | "unheard" | "here" | "other" | "missing" | "starting" |
 *   "dead"} State */
/** @typedef {{ base: string, told: string | null, queue: Queue, hear: (message: Heard) => void,
 *   is: (state: State, address?: string) => void }} Needs the server's address; what an engine that fits tells of
 *   itself, null where the page came with its own; and what to do with what it says and how it stands */

const FULL = 30; // seconds until a full server is asked again that does not say when
const LONGEST = 120; // that it may say
const PATIENCE = 90_000; // milliseconds that a server may take for a kernel
const SOON = 500; // until the next try; each is twice as late as the last
const SLOWEST = 30_000;
const SILENCE = 8000; // of a connection that may be open
const REFUSALS = 2; // connections in a row that closed without a word

const pause = (/** @type {number} */ milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Whether it is what a server of ours gives, and not what a network has put in its place.
 * @param {any} given
 * @returns {given is { kernel: string, told: string }} */
const isGiven = (given) => typeof given?.kernel === "string" && typeof given.told === "string";

/** Seconds to wait where every place is taken; null where something else is the matter, as a proxy whose server is away
 * says with the same status.
 * @param {Response | null} answer */
function fullFor(answer) {
  const said = answer?.status === 503 ? answer.headers.get("Retry-After") : null;
  return said === null ? null : Math.min(Math.max(Number(said) || FULL, 1), LONGEST);
}

/** Says that nobody reads the rest of an answer, which would count as on its way.
 * @param {Response | null} answer */
const forgo = (answer) => answer?.body?.cancel().catch(() => {}); // what broke off needs no cancelling

export class Engine {
  #needs;
  /** @type {Kernel | null} */
  #kernel = null;
  #address = "";
  #asked = false;
  #knowsNothing = true; // of what the page has said
  #refused = 0;
  #again = SOON;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;

  /** @param {Needs} needs */
  constructor(needs) {
    this.#needs = needs;
  }

  /** Asks for a kernel, if nobody has. */
  wake() {
    if (this.#asked) return;
    this.#asked = true;
    this.#begin();
  }

  /** Goes on with a kernel that the page came with.
   * @param {string} id */
  take(id) {
    this.#asked = true;
    this.#connect(id);
  }

  async #begin() {
    const { told, is } = this.#needs;
    is("asked");
    const given = await this.#given();
    if (given.told === told) this.#connect(given.kernel);
    else is("other");
  }

  /** What the server gives, as soon as it has a kernel; a network's own page may come in its place.
   * @returns {Promise<{ kernel: string, told: string }>} */
  async #given() {
    const { base, is } = this.#needs;
    for (;;) {
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(`${base}engine`, { method: "POST", cache: "no-store", signal }).catch(() => null);
      const given = answer?.ok ? await answer.json().catch(() => null) : null;
      if (isGiven(given)) return given;
      forgo(answer);
      const seconds = fullFor(answer);
      is(seconds === null ? "late" : "full");
      await (seconds === null ? this.#later() : pause(1000 * seconds));
    }
  }

  #later() {
    const now = this.#again;
    this.#again = Math.min(2 * now, SLOWEST);
    return pause(now);
  }

  /** @param {string} id */
  #connect(id) {
    const { base, hear, is } = this.#needs;
    this.#address = `${base}api/kernels/${id}`;
    this.#knowsNothing = true;
    this.#kernel = new Kernel(this.#address, {
      heard: hear,
      done: (number) => this.#done(number),
      opened: () => this.#opened(),
      closed: (heard) => this.#closed(heard),
    });
    is("asked", this.#address);
    this.#listen();
  }

  #listen() {
    this.#watch();
    this.#kernel?.connect();
  }

  /** Asks after the kernel until it has caught up: a network may swallow what is said, and a kernel die, without a word
   * over a connection that stays open. */
  #watch() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(async () => {
      const kernel = this.#kernel;
      const lives = await this.#lives();
      if (kernel !== this.#kernel || this.#needs.queue.caughtUp) return;
      this.#unheard(lives);
      if (lives === false) this.#lost();
      else this.#watch();
    }, SILENCE);
  }

  /** The kernel is no more. One that had caught up held what no other one does, and the page says that it is lost
   * (connection.js). */
  #lost() {
    const { queue, told } = this.#needs;
    if (told === null || queue.caughtUp) return;
    clearTimeout(this.#silence);
    queue.pause();
    this.#kernel?.leave();
    this.#kernel = null;
    this.#begin();
  }

  /** A kernel that lives but was never heard is behind a network that lets no websocket through.
   * @param {boolean | null} lives */
  #unheard(lives) {
    if (lives && this.#knowsNothing) this.#needs.is("unheard");
  }

  #opened() {
    const { queue } = this.#needs;
    this.#refused = 0;
    this.#again = SOON;
    if (!this.#kernel) return;
    if (this.#knowsNothing) queue.begin(this.#kernel);
    else queue.resume(this.#kernel);
    this.#knowsNothing = false;
  }

  /** @param {string} number */
  #done(number) {
    if (this.#needs.queue.done(number)) this.#needs.is("here");
  }

  /** @param {boolean} heard whether anything ever came over the connection */
  async #closed(heard) {
    const kernel = this.#kernel;
    clearTimeout(this.#silence);
    this.#needs.queue.pause();
    await this.#later();
    const lives = await this.#lives();
    if (kernel !== this.#kernel) return;
    this.#refused = heard ? 0 : this.#refused + 1;
    if (this.#refused >= REFUSALS) this.#unheard(lives);
    if (lives === false) this.#lost();
    else this.#listen();
  }

  /** Whether the kernel is still there; null where nobody could be asked.
   * @returns {Promise<boolean | null>} */
  async #lives() {
    const signal = AbortSignal.timeout(SILENCE);
    const answer = await fetch(this.#address, { cache: "no-store", signal }).catch(() => null);
    forgo(answer);
    return answer?.ok || answer?.status === 404 ? answer.ok : null;
  }
}

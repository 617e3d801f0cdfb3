// The page as it was made before anybody came: drawn at once, as a returning runner left it or as it is for a first
// visit; then gone on with by an engine, when there is an answer that needs one.

import { DIARY, DRAFT, keep, keeps, PAGE } from "../../../widgets/controls/scripts/shared/kept.js";
import { fetched } from "../../../widgets/controls/scripts/shared/unpacked.js";
import { asLeft, has } from "./as_left.js";
import { Engine } from "./engine.js";
import { Keeping } from "./keeping.js";
import { Manager } from "./manager.js";
import { noticeOf } from "./notice.js";
import { OwnEngine } from "./python/engine.js";
import { addressOf } from "./python/held.js";
import { Queue } from "./queue.js";
import { exerciseAsked, isAnswer, isPress, isReading, ownTraits } from "./reading.js";
import { differing, Told, untold } from "./told.js";

/** @import { Left } from "./as_left.js" */
/** @import { Heard, Said } from "./comm.js" */
/** @import { State } from "./engine.js" */
/** @import { Kept } from "./manager.js" */
/** @import { PythonFiles } from "./python/engine.js" */
/** @import { States } from "./told.js" */

/** What a page is made with: its roots, what tells whether an engine made the same, scripts by their classes, and its
 * widgets as they are seen first.
 * @typedef {{ roots: string[], told: string, scripts: Record<string, string>, first: Record<string, Kept> }} Baked */
/** Where it stands: addresses of the server, of the page's files, and how those end where they are packed, of something
 * to read without a connection, and of the page that needs no server, where there is one; and what Python in the page
 * needs, where it is that one.
 * @typedef {{ base: string, more: string, packed?: string, printable?: string, alone?: string,
 *   python: PythonFiles | null }} Addresses */

const PLACES = "widgets.controls.places.Places";
const SLOWEST = 30_000;

export class BakedPage {
  #baked;
  #addresses;
  /** @type {Left | null} the page as it was left, until an engine agrees */
  #left = null;
  /** @type {Heard[]} what an engine has said meanwhile */
  #held = [];
  /** @type {States} the widgets as they were made, and as this page begins with them */
  #made = {};
  /** @type {States} */
  #begun = {};
  #told = new Told(this.#begun);
  /** @type {Promise<States> | null} */
  #places = null;
  #unsure = false; // whether an answer may forbid what is shown
  /** @type {Keeping | null} nothing is kept of a page without places */
  #keeping = null;
  #queue = new Queue(
    (message) => this.#unheard(message),
    () => this.#rested(),
  );
  #manager = new Manager((message) => {
    this.#told.say(message);
    this.#keeping?.said(message);
    const number = this.#queue.say(message);
    this.#mark();
    return number;
  });
  #engine;
  #own;
  #share = 0;
  /** @type {(state: State, share?: number) => void} */
  #say = () => {};

  /** @param {Baked} baked
   * @param {Addresses} addresses */
  constructor(baked, addresses) {
    this.#baked = baked;
    this.#addresses = addresses;
    const { base, python } = addresses;
    const needs = {
      queue: this.#queue,
      hear: (/** @type {Heard} */ message) => this.#hear(message),
      is: (/** @type {State} */ state, /** @type {string} */ address = "") => this.#is(state, address),
    };
    const places = Object.entries(baked.first).find(([, { state }]) => state._anywidget_id === PLACES);
    if (places) this.#keeping = new Keeping(baked.told, places[0], this.#told, this.#queue);
    this.#own = python && new OwnEngine({ ...needs, python, share: (share) => this.#came(share) });
    this.#engine = this.#own ?? new Engine({ ...needs, base, told: baked.told });
  }

  /** Draws the page: its roots each at a place of its own, where there are such, in their order.
   * @param {HTMLElement} place */
  async show(place) {
    const { roots, told, scripts, first } = this.#baked;
    this.#left = await asLeft(told, Object.keys(first));
    this.#say = noticeOf({ ...this.#addresses, left: this.#left?.day });
    for (const [id, { state }] of Object.entries(first)) {
      const script = scripts[String(state._anywidget_id)];
      this.#made[id] = state;
      this.#begun[id] = { ...state, ...this.#left?.states[id] };
      first[id].state = script ? { ...this.#begun[id], _esm: script } : this.#begun[id];
    }
    for (const [id, state] of Object.entries(this.#left ? ownTraits(this.#left.states) : {})) {
      this.#queue.say(updateOf(id, state));
      this.#told.say(updateOf(id, state));
    }
    window.addEventListener("storage", ({ key }) => {
      if (key !== null && key !== DIARY && !key.startsWith(DRAFT)) return;
      this.#unsure = true; // another tab was told something
      this.#mark();
    });
    this.#manager.make(first);
    try {
      const places = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-place]"));
      for (const [number, root] of roots.entries()) await this.#manager.show(root, places[number] ?? place);
    } catch (error) {
      keep(PAGE, null); // the next visit is not to fail for what was kept
      throw error;
    }
    requestAnimationFrame(() => setTimeout(() => this.#goOn())); // once the first place has been painted
  }

  /** What comes after the page: the other places, and then an engine that costs no server anything. */
  async #goOn() {
    await this.#showPlaces();
    this.#own?.wake();
  }

  /** @param {number} share of its own Python */
  #came(share) {
    this.#share = share;
    this.#say("starting", share);
  }

  /** @param {State} state
   * @param {string} [address] */
  #is(state, address) {
    document.body.dataset.engine = state;
    if (address) document.body.dataset.kernel = address;
    if (state === "other" && renewed()) return;
    if (state === "other" && this.#own) return this.#say("missing"); // the page was just loaded
    if (state === "dead") window.dispatchEvent(new Event("guide-lost"));
    if (state !== "here" || !this.#left) this.#say(state);
  }

  /** From an answer on, until an engine has heard it and the page shows what that engine says, nothing is offered that it
   * might have taken away (dashboard.css). */
  #mark() {
    const known = (/** @type {unknown} */ diary) => this.#left !== null && has(this.#left.states, diary);
    if (this.#queue.caughtUp && !this.#left) this.#unsure = false;
    else this.#unsure ||= this.#queue.holds((message) => isAnswer(message, known));
    document.body.toggleAttribute("data-unheard", this.#unsure);
    document.body.toggleAttribute("data-pressed", this.#queue.holds(isPress));
    if (document.body.dataset.engine === "starting") this.#say("starting", this.#share);
  }

  /** @param {Heard} message */
  #hear(message) {
    this.#told.hear(message);
    if (this.#left) this.#held.push(message);
    else this.#manager.hear(message);
  }

  /** Something was said, and there is no engine: it is fetched for an answer; what can be read needs none.
   * @param {Said} message */
  #unheard(message) {
    if (!isReading(message)) this.#engine.wake();
    const exercise = exerciseAsked(message);
    if (exercise) this.#showExercise(exercise);
  }

  /** The engine has done all that it was told. */
  #rested() {
    this.#mark();
    if (this.#left) this.#agree(this.#left.states);
    this.#keeping?.rested();
  }

  /** What the other places show from the beginning. An engine takes it for shown, so it is fetched until it is there.
   * @returns {Promise<States>} */
  #placesMade() {
    const { more, packed } = this.#addresses;
    this.#places ??= untilItComes("places.json", more, packed).then((states) => {
      if (!states) this.#is("other");
      return states ?? {};
    });
    return this.#places;
  }

  async #showPlaces() {
    const places = await this.#placesMade();
    this.#manager.change(untold(untold(places, this.#left?.states ?? {}), this.#told.states));
  }

  /** @param {string} exercise */
  async #showExercise(exercise) {
    await this.#showPlaces();
    const { more, packed } = this.#addresses;
    const address = await addressOf(`exercise/${encodeURIComponent(exercise)}.json`, more, packed);
    const answer = await fetched(address).catch(() => null);
    if (answer?.ok) this.#lead(await answer.json());
    else if (answer?.status === 404) this.#engine.wake(); // it says that there is no such exercise
  }

  /** Shows an exercise, and its place, whichever one the page was at.
   * @param {States} states */
  #lead(states) {
    const shown = untold(states, this.#told.states);
    for (const [id, own] of Object.entries(ownTraits(states))) shown[id] = { ...shown[id], ...own };
    this.#manager.change(shown);
  }

  /** Shows what the engine has said since it began, in place of what was left.
   * @param {States} left */
  async #agree(left) {
    const places = await this.#placesMade();
    /** @type {States} */
    const made = {};
    for (const id of Object.keys(left)) {
      const defaults = (await this.#manager.get_model(id)).defaults();
      made[id] = { ...defaults, ...this.#made[id], ...places[id] };
    }
    if (!this.#left) return; // the engine had rested twice
    const held = this.#held;
    this.#left = null;
    this.#held = [];
    this.#say("here");
    /** @type {States} */
    const now = { ...this.#told.states };
    for (const [id, state] of Object.entries(untold(left, now))) {
      now[id] = { ...now[id], ...Object.fromEntries(Object.keys(state).map((name) => [name, made[id][name]])) };
    }
    for (const message of held) if (message.header.msg_type === "comm_open") this.#manager.hear(message);
    this.#manager.change(differing(now, left));
    for (const message of held) if (!isUpdate(message)) this.#manager.hear(message);
    this.#mark();
  }
}

/** Whether a message only changes a widget's state.
 * @param {Heard} message */
const isUpdate = ({ header, content: { data } }) => header.msg_type === "comm_msg" && data.method === "update";

/** A widget's state as it says it.
 * @param {string} comm_id
 * @param {Record<string, unknown>} state
 * @returns {Said} */
function updateOf(comm_id, state) {
  const data = { method: "update", state, buffer_paths: [] };
  return { type: "comm_msg", content: { comm_id, data }, metadata: {}, buffers: [] };
}

/** A file of the page, asked for until it comes; null where the server has none of this release any more.
 * @param {string} name
 * @param {string} more
 * @param {string} [packed]
 * @returns {Promise<States | null>} */
async function untilItComes(name, more, packed) {
  const address = await addressOf(name, more, packed);
  for (let wait = 500; ; wait = Math.min(2 * wait, SLOWEST)) {
    const answer = await fetched(address).catch(() => null);
    if (answer?.status === 404) return null;
    const states = answer?.ok ? await answer.json().catch(() => null) : null;
    if (states) return states;
    await new Promise((done) => setTimeout(done, wait));
  }
}

/** Loads the page anew, once: what was entered comes back from the browser. False where that was done just now, and
 * where the browser keeps nothing.
 * @returns {boolean} */
function renewed() {
  const [visit] = performance.getEntriesByType("navigation");
  if (/** @type {PerformanceNavigationTiming} */ (visit)?.type === "reload" || !keeps()) return false;
  location.reload();
  return true;
}

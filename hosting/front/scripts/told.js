// What an engine has told of the widgets since it began: how each differs from the page as it was made.

/** @import { Heard, Said } from "./comm.js" */
/** @typedef {Record<string, Record<string, any>>} States by widget, and by trait */

export class Told {
  /** @type {States} */
  states = {};
  /** Whether widgets were made that the page did not have. */
  more = false;
  /** How many words there were so far. */
  words = 0;
  #begun;

  /** @param {States} begun what the page began with */
  constructor(begun) {
    this.#begun = begun;
  }

  /** What the engine says.
   * @param {Heard} message */
  hear({ header, content: { comm_id, data } }) {
    if (header.msg_type === "comm_open") this.more = true;
    if (header.msg_type === "comm_msg" && data.method === "update") this.#add(comm_id, data.state);
  }

  /** What the page says. The values that somebody has touched in a group of questions are shown from then on, though no
   * engine says so again.
   * @param {Said} message */
  say({ content: { comm_id, data } }) {
    if (data.method === "update") this.#add(comm_id, data.state);
    const touched = data.method === "custom" && data.content?.touched;
    if (!touched) return;
    const shown = this.states[comm_id]?.shown ?? this.#begun[comm_id]?.shown;
    this.#add(comm_id, { shown: { ...shown, values: { ...shown?.values, ...touched } } });
  }

  /** @param {string} id
   * @param {Record<string, unknown>} state */
  #add(id, state) {
    this.words += 1;
    this.states[id] = { ...this.states[id], ...state };
  }
}

/** The states of which nothing is told yet.
 * @param {States} states
 * @param {States} told
 * @returns {States} */
export function untold(states, told) {
  return chosen(states, (id, name) => !(name in (told[id] ?? {})));
}

/** What of some states is otherwise in others, or not there at all.
 * @param {States} states
 * @param {States} others
 * @returns {States} */
export function differing(states, others) {
  return chosen(states, (id, name, value) => JSON.stringify(value) !== JSON.stringify(others[id]?.[name]));
}

/** @param {States} states
 * @param {(id: string, name: string, value: unknown) => boolean} wanted
 * @returns {States} */
function chosen(states, wanted) {
  /** @type {States} */
  const found = {};
  for (const [id, state] of Object.entries(states)) {
    const rest = Object.entries(state).filter(([name, value]) => wanted(id, name, value));
    if (rest.length) found[id] = Object.fromEntries(rest);
  }
  return found;
}

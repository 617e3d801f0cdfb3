// The drafts that this browser has when the kernel is told of them, and those that cannot be read.

import { DRAFT, keep, kept, keys, read, setAside } from "../shared/kept.js";

/** What the kernel says of a draft that it cannot read, or of a part of one.
 * @typedef {{ kind: "draft aside", name: string, part: Record<string, unknown> }} Aside */

export class Drafts {
  /** @type {Record<string, string | null>} texts by their names, as they were read last */
  #texts = {};

  /** Every draft as it is kept; null for one that is no JSON. */
  read() {
    const found = keys().filter((key) => key.startsWith(DRAFT));
    this.#texts = Object.fromEntries(found.map((key) => [key.slice(DRAFT.length), kept(key)]));
    return Object.fromEntries(Object.entries(this.#texts).map(([name, text]) => [name, read(text)]));
  }

  /** Sets a draft aside as it was read, or a part of it; what was begun since then stays.
   * @param {Aside} message */
  setAside({ name, part }) {
    if (Object.keys(part).length) return setAside(JSON.stringify({ [name]: part }));
    const text = this.#texts[name] ?? kept(DRAFT + name);
    setAside(text);
    if (text === kept(DRAFT + name)) keep(DRAFT + name, null);
  }
}

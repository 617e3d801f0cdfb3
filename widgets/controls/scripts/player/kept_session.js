// The one session that runs in this browser, which every tab shows and any tab goes on with. Somebody's diary that is
// only looked at touches nothing of it.

import { DIARY, draft, guest, keep, kept, read, SESSION } from "../shared/kept.js";
import { revived } from "./session_state.js";

/** @import { State } from "./session_state.js" */

const SAVED_THERE = "This session was finished and saved in another tab.";
const ENDED_THERE = "This session was ended without saving in another tab.";

export function someId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** How a session came to its end that another tab took away.
 * @param {string} id */
export function closedThere(id) {
  const there = Object.hasOwn(draft("session"), id) || (kept(DIARY) ?? "").includes(`"${id}"`);
  return there ? SAVED_THERE : ENDED_THERE;
}

export function keptSession() {
  /** @type {string | null | undefined} */
  let known; // its text as this tab last saw it; undefined before it looked

  /** @param {State | null} state */
  const save = (state) => {
    if (guest()) return;
    const text = state && JSON.stringify(state);
    known = keep(SESSION, text) ? text : kept(SESSION);
  };
  /** The session as another tab left it, null where it ended it; undefined where nothing is new. */
  const news = () => {
    const text = guest() ? known : kept(SESSION);
    if (text === known || text === undefined) return undefined;
    known = text;
    const found = revived(read(text));
    if (!found) return text === null ? null : undefined;
    const named = { ...found, id: found.id || someId() };
    if (!found.id) save(named);
    return named;
  };
  const lookAgain = () => {
    known = undefined;
  };
  const forget = () => {
    known = null;
  };
  return { save, news, lookAgain, forget };
}

// The one session that runs in this browser, which every tab shows and any tab goes on with. Somebody's diary that is
// only looked at touches nothing of it.

import { DIARY, draft, KEPT, keep, kept, read } from "../shared/kept.js";
import { revived } from "./session_state.js";

export const SESSION_KEY = `${KEPT}-player`;
const SAVED_THERE = "This session was finished and saved in another tab.";
const ENDED_THERE = "This session was ended without saving in another tab.";

export const onlyLooking = () => Boolean(document.documentElement.dataset.guest);

export function someId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** How a session came to its end that another tab took away. */
export function closedThere(id) {
  const there = Object.hasOwn(draft("session"), id) || (kept(DIARY) ?? "").includes(`"${id}"`);
  return there ? SAVED_THERE : ENDED_THERE;
}

export function keptSession() {
  let known; // its text as this tab last saw it; undefined before it looked

  const save = (state) => {
    if (onlyLooking()) return;
    const text = state && JSON.stringify(state);
    known = keep(SESSION_KEY, text) ? text : kept(SESSION_KEY);
  };
  /** The session as another tab left it, null where it ended it; undefined where nothing is new. */
  const news = () => {
    const text = onlyLooking() ? known : kept(SESSION_KEY);
    if (text === known) return undefined;
    known = text;
    const found = revived(read(text));
    if (text !== null && !found) return undefined;
    if (found && !found.id) save(Object.assign(found, { id: someId() }));
    return found;
  };
  return { save, news, lookAgain: () => (known = undefined), forget: () => (known = null) };
}

// One tap is one deed. The second tap of a double tap comes down where something else may have appeared meanwhile, and
// a key that is held down presses whatever has the focus by then: neither presses a button.

import { around } from "./parts.js";

export const TWICE = 500; // milliseconds
const FINGER = 48; // CSS pixels

/** @typedef {{ at: number, byKey: boolean, x: number, y: number }} Tap */

/** Whether a tap is the second of a double tap; keys have no place.
 * @param {Tap} tap
 * @param {Tap | null} last */
export function isSecond(tap, last) {
  if (!last || tap.byKey !== last.byKey || tap.at - last.at >= TWICE) return false;
  return tap.byKey || Math.hypot(tap.x - last.x, tap.y - last.y) < FINGER;
}

/** @param {MouseEvent} event
 * @returns {Tap} */
export const tapOf = (event) => ({
  at: event.timeStamp,
  byKey: event.detail === 0,
  x: event.clientX,
  y: event.clientY,
});

/** @param {Event} event */
function dropped(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** @param {KeyboardEvent} event */
function heldDown(event) {
  if (event.repeat && event.key === "Enter" && around(event, "button, input")) event.preventDefault();
}

/** @param {HTMLElement} el */
export function tapOnce(el) {
  /** @type {Tap | null} */
  let last = null;

  el.addEventListener(
    "click",
    (event) => {
      if (!around(event, "button")) return;
      const tap = tapOf(event);
      if (isSecond(tap, last)) dropped(event);
      else last = tap;
    },
    { capture: true },
  );
  el.addEventListener("keydown", heldDown, { capture: true });
}

/** Has a press that changes what the whole page shows be followed by none at the same spot that nobody can have meant,
 * until what it gives is called. A touch screen may count each tap of a double one as the first; a key presses what has
 * the focus, which a new place moves.
 * @param {(event: Event) => boolean} pressed does what is to be done, and says whether that changed the page
 * @param {(waits: boolean) => void} waiting is told from when until when such presses are dropped */
export function pressOnce(pressed, waiting) {
  /** @type {Tap | null} the last that changed the page, or that was dropped for it */
  let last = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  /** @param {Tap} tap */
  const from = (tap) => {
    last = tap;
    clearTimeout(soon);
    soon = setTimeout(() => waiting(false), TWICE);
    waiting(true);
  };
  const early = (/** @type {MouseEvent} */ event) => {
    const tap = tapOf(event);
    if (tap.byKey || !last || !(event.detail > 1 || isSecond(tap, last))) return;
    dropped(event);
    from(tap);
  };
  const clicked = (/** @type {MouseEvent} */ event) => {
    const changed = pressed(event);
    if (changed && event.detail > 0) from(tapOf(event));
    else if (event.detail > 0) last = null;
  };
  document.addEventListener("click", early, { capture: true });
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", heldDown, { capture: true });
  return () => {
    clearTimeout(soon);
    document.removeEventListener("click", early, { capture: true });
    document.removeEventListener("click", clicked);
    document.removeEventListener("keydown", heldDown, { capture: true });
  };
}

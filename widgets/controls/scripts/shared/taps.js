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

/** @param {HTMLElement} el */
export function tapOnce(el) {
  /** @type {Tap | null} */
  let last = null;

  el.addEventListener(
    "click",
    (event) => {
      if (!around(event, "button")) return;
      const tap = { at: event.timeStamp, byKey: event.detail === 0, x: event.clientX, y: event.clientY };
      if (isSecond(tap, last)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else last = tap;
    },
    { capture: true },
  );
  el.addEventListener(
    "keydown",
    (event) => {
      if (event.repeat && event.key === "Enter" && around(event, "button, input")) event.preventDefault();
    },
    { capture: true },
  );
}

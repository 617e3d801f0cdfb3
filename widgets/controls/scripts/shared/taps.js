// One tap is one deed. The second tap of a double tap comes down where something else may have appeared meanwhile, and
// a key that is held down presses whatever has the focus by then: neither presses a button.

export const TWICE = 500; // milliseconds
const FINGER = 48; // CSS pixels

export function tapOnce(el) {
  let last = { at: -Infinity };

  const tapped = (event) => {
    if (!event.target.closest("button")) return;
    const tap = { at: event.timeStamp, byKey: event.detail === 0, x: event.clientX, y: event.clientY };
    const near = tap.byKey || Math.hypot(tap.x - last.x, tap.y - last.y) < FINGER;
    if (tap.at - last.at < TWICE && tap.byKey === last.byKey && near) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else last = tap;
  };
  const held = (event) => {
    if (event.repeat && event.key === "Enter" && event.target.closest("button, input")) event.preventDefault();
  };

  el.addEventListener("click", tapped, { capture: true });
  el.addEventListener("keydown", held, { capture: true });
}

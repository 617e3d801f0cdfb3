// Tells the kernel of presses on buttons in the page's own HTML: those with a data-deed. Afterwards the keyboard is
// where the button says, as the HTML around it is drawn anew; a second tap of the same press, which would come down on
// what is drawn there, does nothing.

import { around } from "./shared/parts.js";
import { isSecond, tapOf } from "./shared/taps.js";

/** @import { Initialize } from "@anywidget/types" */
/** @import { Tap } from "./shared/taps.js" */

/** @type {Initialize} */
function initialize({ model }) {
  /** @type {Tap | null} */
  let last = null;

  /** @param {MouseEvent} event */
  const pressed = (event) => {
    const button = around(event, ".guide-page [data-deed]");
    if (!button) return;
    const tap = tapOf(event);
    if (isSecond(tap, last)) return;
    last = tap;
    model.send({ ...button.dataset });
  };
  /** @param {{ focus: string }} message */
  const done = ({ focus }) => {
    requestAnimationFrame(() => document.getElementById(focus)?.focus());
  };
  document.addEventListener("click", pressed);
  model.on("msg:custom", done);
  return () => {
    document.removeEventListener("click", pressed);
    model.off("msg:custom", done);
  };
}

export default { initialize };

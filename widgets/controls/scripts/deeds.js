// Tells the kernel of presses on buttons in the page's own HTML: those with a data-deed. Afterwards the keyboard is
// where the button says, as the HTML around it is drawn anew; a second tap of the same press, which would come down on
// what is drawn there, does nothing.

import { TWICE } from "./shared/taps.js";

function initialize({ model }) {
  let last = -Infinity;

  const pressed = ({ target, timeStamp }) => {
    const button = target.closest?.(".guide-page [data-deed]");
    if (!button || timeStamp - last < TWICE) return;
    last = timeStamp;
    model.send({ ...button.dataset });
  };
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

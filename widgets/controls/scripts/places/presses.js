// Buttons of the page's own HTML that lead to a place, or back.

import { around } from "../shared/parts.js";
import { pressOnce } from "../shared/taps.js";

const CHANGES = "check"; // where all answers stand: who changes one from there goes back there

/** Where a press leads: to the place that its button names, or back from where the runner came.
 * @param {Event} event
 * @param {(id: string, state?: object) => void} go */
function led(event, go) {
  const { to, change, back, week } = around(event, ".guide-page button:is([data-to], [data-back])")?.dataset ?? {};
  if (to && change !== undefined) go(to, { changes: true });
  else if (to) go(history.state?.changes && around(event, ".q-go") ? CHANGES : to);
  else if (back && history.state?.from) history.back();
  else if (back) go(back);
  if (week) openWeek(week);
}

/** Opens a week of the programme, and shows it.
 * @param {string} number */
function openWeek(number) {
  const week = document.querySelector(`.guide-page details.week[data-week="${CSS.escape(number)}"]`);
  if (!(week instanceof HTMLDetailsElement)) return;
  week.open = true;
  week.scrollIntoView();
  week.querySelector("summary")?.focus({ preventScroll: true });
}

/** Leads where pressed buttons say, until what it gives is called. The second tap of a double tap comes down on a place
 * that nobody has seen yet: it answers and ticks nothing.
 * @param {(id: string, state?: object) => void} go
 * @param {() => string} here the place that is shown
 * @param {() => HTMLElement | null} page which says while such a tap would be dropped */
export function followPresses(go, here, page) {
  const pressed = (/** @type {Event} */ event) => {
    const before = here();
    led(event, go);
    return here() !== before;
  };
  return pressOnce(pressed, (waits) => page()?.toggleAttribute("data-just-moved", waits));
}

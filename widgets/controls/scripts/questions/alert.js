// Sentences that are read out as they come.

import { el } from "./element.js";

/** What says a sentence at the end of an element, or with "" nothing. The alert is there only while it says something:
 * whoever looks through a page for its alerts finds no empty ones. It is put there first and told a moment later, as
 * text that comes into an alert is read out everywhere, and text that comes with it is not.
 * @param {HTMLElement} into
 * @param {string} [kind] its class */
export function alertIn(into, kind) {
  let says = "";
  const alert = el("p", { class: kind, role: "alert" });
  /** @param {string} sentence */
  return (sentence) => {
    if (sentence === says) return;
    if (!says) into.append(alert);
    says = sentence;
    if (!says) alert.remove();
    setTimeout(() => {
      alert.textContent = says;
    });
  };
}

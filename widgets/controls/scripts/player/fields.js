// The fields of the player's screens: what was typed or chosen in one, as what happens.

import { guest, KEPT, keep, kept } from "../shared/kept.js";
import { isUnit } from "./weight.js";

/** @import { Event as Happening } from "./step.js" */

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

const UNIT_KEY = `${KEPT}-unit`;

/** The unit of weights that was chosen last: here, or as this browser keeps it.
 * @param {string | null} here */
export const unitNow = (here) => [here, kept(UNIT_KEY)].find(isUnit) ?? "kg";

/** @param {EventTarget | null} target
 * @returns {target is Field} */
const isField = (target) => target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

/** What a choice means; null where the field holds a weight, which is told as it is typed.
 * @param {Field} field
 * @returns {Happening | null} */
function chosenIn({ name, value }) {
  if (name === "effort") return { kind: "effort", effort: value === "" ? null : Number(value) };
  if (name === "place" || name === "score") return { kind: "choose", name, value };
  return name === "unit" && isUnit(value) ? { kind: "unit", unit: value } : null;
}

/** Tells what happens in the fields of an element, and has the fault of a weight be said that was typed.
 * @param {HTMLElement} el
 * @param {(event: Happening) => void} happens
 * @param {(field: HTMLElement) => void} sayFault */
export function heedFields(el, happens, sayFault) {
  el.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.dataset.weight) return;
    happens({ kind: "weigh", id: target.dataset.weight, typed: target.value });
    if (target.ariaInvalid === "true") sayFault(target);
  });
  el.addEventListener("change", ({ target }) => {
    if (!isField(target)) return;
    if (target.dataset.weight) return sayFault(target);
    const event = chosenIn(target);
    if (event?.kind === "unit" && !guest()) keep(UNIT_KEY, event.unit);
    if (event) happens(event);
  });
}

// The fields of the player's screens: what was chosen in one, as what happens.

import { isUnit } from "./weight.js";

/** @import { Event as Happening } from "./step.js" */

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** @param {EventTarget | null} target
 * @returns {target is Field} */
export const isField = (target) => target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

/** What a choice means; null where the field holds a weight, which is told as it is typed.
 * @param {Field} field
 * @returns {Happening | null} */
export function chosenIn({ name, value }) {
  if (name === "effort") return { kind: "effort", effort: value === "" ? null : Number(value) };
  if (name === "place" || name === "score") return { kind: "choose", name, value };
  return name === "unit" && isUnit(value) ? { kind: "unit", unit: value } : null;
}

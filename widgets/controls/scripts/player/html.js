// Pieces of HTML and of sentences that the player's screens are made of.

/** @type {Record<string, string>} */
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** The scores of a pain and of an effort. */
export const SCORES = Array.from({ length: 11 }, (_, n) => n);

/** A text as it can stand in HTML, in an attribute too.
 * @param {string | number} text */
export const clean = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);

/** A button.
 * @param {string} deed
 * @param {string} name
 * @param {string} kind its class
 * @param {string} more of its attributes */
export const press = (deed, name, kind = "quiet", more = "") =>
  `<button type="button" class="${kind}" data-do="${deed}" ${more}>${name}</button>`;

/** An option of a select.
 * @param {string | number} value
 * @param {string | number} chosen
 * @param {string | number} name */
export const picked = (value, chosen, name) =>
  `<option value="${clean(value)}" ${String(chosen) === String(value) ? "selected" : ""}>${clean(name)}</option>`;

/** @param {string} day YYYY-MM-DD */
export function dayInWords(day) {
  return new Date(`${day}T12:00`).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
}

/** @param {number} n
 * @param {string} name */
export const manyOf = (n, name) => `${n} ${name}${n === 1 ? "" : "s"}`;

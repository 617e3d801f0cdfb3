// Days as the visitor's own clock has them.

/** The day of a moment where the visitor is, as YYYY-MM-DD.
 * @param {number | Date} moment */
export function localDay(moment) {
  const date = new Date(moment);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The visitor's own day. */
export const dayHere = () => localDay(Date.now());

// Makes elements in a line.

// Each widget has a copy of this script, and radio buttons of one name in two of them would take each other's marks.
const mine = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
let made = 0;

/** A name that no other element of the page has. */
export const someName = () => `q-${mine}-${++made}`;

/** @typedef {string | number | boolean | null | undefined | ((event: Event) => void)} Value */

/** An element with attributes, listeners (as `onchange`) and children; what is missing among them is left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Value>} attributes
 * @param {(Node | string | null)[]} children
 * @returns {HTMLElementTagNameMap[T]} */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== null && child !== "") node.append(child);
  return node;
}

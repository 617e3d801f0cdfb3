// Makes elements in a line.

let made = 0;

/** A name that no other element of the script has. */
export const someName = () => `q-${++made}`;

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

// Files of the page: at addresses beside it, or in a page that holds all of its files, in script elements of it.

/** @type {Map<string, Promise<string>>} */
const addresses = new Map();

/** The element that holds a file, packed by gzip and written in base64; null where the page does not hold it.
 * @param {string} name */
const holding = (name) => document.querySelector(`script[data-file="${CSS.escape(name)}"]`);

/** A file that the page holds, still packed.
 * @param {Element} element */
const packed = (element) => Uint8Array.from(atob(element.textContent ?? ""), (letter) => letter.charCodeAt(0));

/** @param {Element} element */
async function blob(element) {
  const stream = new Blob([packed(element)]).stream().pipeThrough(new DecompressionStream("gzip"));
  const content = await new Response(stream).blob();
  return URL.createObjectURL(new Blob([content], { type: element.getAttribute("data-type") ?? "" }));
}

/** Where a file of the page can be fetched.
 * @param {string} name
 * @param {string} more where those of this release are that the page does not hold
 * @param {string} [ending] of their addresses, where they are packed
 * @returns {Promise<string>} */
export async function addressOf(name, more, ending = "") {
  const element = holding(name);
  if (!element) return more + name + ending;
  if (!addresses.has(name)) addresses.set(name, blob(element));
  return /** @type {Promise<string>} */ (addresses.get(name));
}

/** Files that the page holds, still packed; null where it holds none of them.
 * @param {string[]} names
 * @returns {Record<string, ArrayBuffer> | null} */
export function given(names) {
  const found = names.flatMap((name) => {
    const element = holding(name);
    return element ? [[name, packed(element).buffer]] : [];
  });
  return found.length ? Object.fromEntries(found) : null;
}

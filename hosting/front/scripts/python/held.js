// Files of the page: at addresses beside it, or in a page that holds all of its files, in script elements of it.

/** @type {Map<string, Promise<Blob | null>>} what the page holds, still packed; the browser keeps it apart from the page */
const taken = new Map();
/** @type {Map<string, Promise<string>>} */
const addresses = new Map();

const read = () =>
  document.readyState === "loading" &&
  new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));

/** The element that holds a file, packed by gzip and written in base64; null where the page does not hold it. One that
 * nothing follows may not have been read to its end.
 * @param {string} name
 * @returns {Promise<HTMLScriptElement | null>} */
async function holding(name) {
  const look = () =>
    /** @type {HTMLScriptElement | null} */ (document.querySelector(`script[data-file="${CSS.escape(name)}"]`));
  if (!look()?.nextSibling) await read();
  return look();
}

/** Takes a file out of the page, whose text is not needed twice.
 * @param {string} name */
async function take(name) {
  const element = await holding(name);
  if (!element) return null;
  const letters = atob(element.text);
  const type = element.dataset.type ?? "";
  element.remove();
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < bytes.length; place += 1) bytes[place] = letters.charCodeAt(place);
  return new Blob([bytes], { type });
}

/** A file that the page holds, still packed; null where it does not hold it.
 * @param {string} name
 * @returns {Promise<Blob | null>} */
function held(name) {
  if (!taken.has(name)) taken.set(name, take(name));
  return /** @type {Promise<Blob | null>} */ (taken.get(name));
}

/** @param {string} name
 * @param {string} more
 * @param {string} ending */
async function address(name, more, ending) {
  const file = await held(name);
  if (!file) return more + name + ending;
  const content = await new Response(file.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
  return URL.createObjectURL(new Blob([content], { type: file.type }));
}

/** Where a file of the page can be fetched.
 * @param {string} name
 * @param {string} more where those of this release are that the page does not hold
 * @param {string} [ending] of their addresses, where they are packed
 * @returns {Promise<string>} */
export function addressOf(name, more, ending = "") {
  if (!addresses.has(name)) addresses.set(name, address(name, more, ending));
  return /** @type {Promise<string>} */ (addresses.get(name));
}

/** Files that the page holds, still packed; null where it holds none of them.
 * @param {string[]} names
 * @returns {Promise<Record<string, Blob> | null>} */
export async function given(names) {
  /** @type {Record<string, Blob>} */
  const found = {};
  for (const name of names) {
    const file = await held(name);
    if (file) found[name] = file;
  }
  return Object.keys(found).length ? found : null;
}

// The parts of a page that a script speaks to.

/** The one part of an element that is surely there.
 * @template {Element} T
 * @param {ParentNode} el
 * @param {string} where
 * @param {new () => T} kind
 * @returns {T} */
export function part(el, where, kind) {
  const found = el.querySelector(where);
  if (!(found instanceof kind)) throw new TypeError(`there is no ${where}`);
  return found;
}

/** What an event came from, or stands around it; null where there is no such element.
 * @param {Event} event
 * @param {string} where
 * @returns {HTMLElement | null} */
export const around = ({ target }, where) => (target instanceof Element ? target.closest(where) : null);

/** Hands the visitor a file.
 * @param {BlobPart} content
 * @param {string} name
 * @param {string} type a media type */
export function download(content, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

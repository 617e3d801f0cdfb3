// A diary in the page's address, as a private link brings it, and as mail programs mangle such links. Here it is only
// found, and taken out of the address bar at once; the kernel mends it. And how such a link begins.

import { keep, LINK } from "../shared/kept.js";

const MARKED = /(?:#|%(?:25)*23|[?&])(?:%20|[^a-z0-9])*(?:diary|prescription\s*(?:=|%))/i;
const LONGEST = 100; // letters that another fragment may have

/** Where in an address a diary begins, with the sign before it; -1 where there is none.
 * @param {string} address */
export function diaryAt(address) {
  const marked = address.search(MARKED);
  const fragment = address.indexOf("#");
  const long = fragment >= 0 && address.length - fragment > LONGEST;
  const unnamed = long && !/^#\W*exercise/i.test(address.slice(fragment));
  return marked < 0 && unnamed ? fragment : marked;
}

/** Whether a page is a file on a disk, whose address is nowhere else.
 * @param {string} own */
export const isFile = (own) => !/^https?:/.test(own);

/** Where a private link begins: at the guide's address in the web, or at this page's own; null where it has none that
 * anybody else could open.
 * @param {string | undefined} web
 * @param {string} own */
export const linkBegin = (web, own) => web || (isFile(own) ? null : own.split("#")[0]);

/** What an address holds of a diary, still mangled, and leaves it without; null where there is none. It is kept in this
 * tab until somebody has heard of it: a reload would lose it. */
export function takeDiary() {
  const at = diaryAt(location.href);
  if (at < 0) return null;
  const found = location.href.slice(at);
  keep(LINK, found);
  history.replaceState(history.state, "", location.href.slice(0, at));
  return found;
}

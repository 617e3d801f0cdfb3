// What this browser has of the diary besides the diary itself.

import { ASIDE, COPIED, DRAFT, KEPT, keep, kept, keys, read } from "../shared/kept.js";

const COPY_EVERY_DAYS = 21;

/** Whether the last copy is too old; where none was taken yet, from now on. */
export function copyIsDue() {
  const copied = Date.parse(kept(COPIED) ?? "");
  const now = Date.now();
  if (Number.isNaN(copied) || copied > now) keep(COPIED, new Date(now).toISOString());
  return now - copied > COPY_EVERY_DAYS * 86_400_000;
}

/** Keeps a text that cannot be read, for its owner to download.
 * @param {string | null} text */
export function setAside(text) {
  if (text !== null) keep(`${ASIDE}-${new Date().toISOString()}`, text);
}

/** Every draft as it is kept; null for one that is no JSON. */
export function drafts() {
  const found = keys().filter((key) => key.startsWith(DRAFT));
  return Object.fromEntries(found.map((key) => [key.slice(DRAFT.length), read(kept(key))]));
}

/** The page in other tabs, which are told what storage alone does not say; null in a browser that has no such thing. */
export function otherTabs() {
  try {
    return new BroadcastChannel(KEPT);
  } catch {
    return null;
  }
}

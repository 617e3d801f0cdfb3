// What this browser has of the diary besides the diary itself.

import { COPIED, KEPT, keep, kept } from "../shared/kept.js";

const COPY_EVERY_DAYS = 21;

/** Whether the last copy is too old; where none was taken yet, from now on. */
export function copyIsDue() {
  const copied = Date.parse(kept(COPIED) ?? "");
  const now = Date.now();
  if (Number.isNaN(copied) || copied > now) keep(COPIED, new Date(now).toISOString());
  return now - copied > COPY_EVERY_DAYS * 86_400_000;
}

/** The page in other tabs, which are told what storage alone does not say; null in a browser that has no such thing. */
export function otherTabs() {
  try {
    return new BroadcastChannel(KEPT);
  } catch {
    return null;
  }
}

// Brings a finished session into the diary: kept as a draft until the kernel says that it has it, and sent again when
// the page is connected again. Only then it is called saved.

import { ASIDE, draft, guest, keep, settle, tell, touch } from "../shared/kept.js";

/** @import { AnyModel } from "@anywidget/types" */
/** @import { Entry } from "./session_state.js" */
/** What the kernel says: `entries` are in the diary, by their ids, or the one of an `id` cannot be read.
 * @typedef {{ kind: "taken", entries: Record<string, unknown> } | { kind: "unread", id: string }} Message */

const WAITS = "Kept in this browser; it goes into your diary as soon as the page is connected.";
const WAITS_OPEN = "This browser refuses to keep it: leave this page open until it says that it is saved.";
const SAVED = "Saved. What you did is in your diary.";

/** @param {AnyModel} model
 * @param {(sentence: string) => void} say shows a sentence about what was finished; an empty one takes it away */
export function sessionPost(model, say) {
  /** @type {Record<string, unknown>} */
  let waiting = {}; // entries by their ids, for a browser that keeps nothing
  let saved = false;

  const mine = () => (guest() ? {} : { ...draft("session"), ...waiting });
  /** @param {Record<string, unknown>} entries */
  const end = (entries) => {
    settle("session", entries);
    for (const id of Object.keys(entries)) delete waiting[id];
    say(Object.keys(mine()).length ? WAITS : saved ? SAVED : "");
  };
  /** @param {Entry} entry */
  const send = (entry) => {
    waiting[entry.id] = entry;
    saved = false;
    say(touch("session", entry.id, entry) ? WAITS : WAITS_OPEN);
    tell(model, { kind: "done", entry });
  };
  /** @param {Message} message */
  const told = (message) => {
    if (message.kind === "taken") {
      saved = true;
      end(message.entries);
    } else if (message.kind === "unread" && Object.hasOwn(mine(), message.id)) {
      const { [message.id]: entry } = mine();
      if (keep(`${ASIDE}-session-${message.id}`, JSON.stringify(entry))) end({ [message.id]: entry });
    }
  };
  const again = () => {
    for (const entry of Object.values(mine())) tell(model, { kind: "done", entry });
  };
  const forget = () => {
    waiting = {};
  };

  if (Object.keys(mine()).length) say(WAITS);
  model.on("msg:custom", told);
  window.addEventListener("guide-connected", again);
  return {
    send,
    forget,
    stop() {
      model.off("msg:custom", told);
      window.removeEventListener("guide-connected", again);
    },
  };
}

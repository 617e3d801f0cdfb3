// Brings a finished session into the diary: kept as a draft until the kernel says that it has it, and sent again when
// the page is connected again. Only then it is called saved.

import { ASIDE, draft, keep, settle, tell, touch } from "../shared/kept.js";

const WAITS = "Kept in this browser; it goes into your diary as soon as the page is connected.";
const WAITS_OPEN = "This browser refuses to keep it: leave this page open until it says that it is saved.";
const SAVED = "Saved. What you did is in your diary.";

/** `say` shows a sentence about the sessions that were finished; an empty one takes it away. */
export function sessionPost(model, say) {
  let waiting = {}; // entries by their ids, for a browser that keeps nothing
  let saved = false;

  const mine = () => (document.documentElement.dataset.guest ? {} : { ...draft("session"), ...waiting });
  const end = (entries) => {
    settle("session", entries);
    for (const id of Object.keys(entries)) delete waiting[id];
    say(Object.keys(mine()).length ? WAITS : saved ? SAVED : "");
  };
  const send = (entry) => {
    waiting[entry.id] = entry;
    saved = false;
    say(touch("session", entry.id, entry) ? WAITS : WAITS_OPEN);
    tell(model, { kind: "done", entry });
  };
  const told = ({ kind, entries, id }) => {
    if (kind === "taken") {
      saved = true;
      end(entries);
    } else if (kind === "unread" && Object.hasOwn(mine(), id)) {
      if (!keep(`${ASIDE}-session-${id}`, JSON.stringify(mine()[id]))) return;
      end({ [id]: mine()[id] });
    }
  };
  const again = () => Object.values(mine()).forEach((entry) => tell(model, { kind: "done", entry }));
  const forget = () => (waiting = {});

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

// Which signs were told that let no session go on: in this tab or another one, in the diary or on the way to it.

import { DIARY, DRAFT, draft, guest, kept, read } from "../shared/kept.js";

/** @import { AnyModel } from "@anywidget/types" */
/** @import { Entry } from "../diary/union.js" */
/** @import { Traits } from "./playing.js" */
/** @import { Session, Sign } from "./session_state.js" */

const ANSWER = "answer-red_flags"; // its entry in the diary
/** What another tab can have told one by; null where all was forgotten. */
const TOLD = [DIARY, `${DRAFT}safety`, `${DRAFT}check_in`, null];

/** @param {unknown} found
 * @returns {unknown[]} */
const listOf = (found) => (Array.isArray(found) ? found : []);

/** The signs in a text of a diary.
 * @param {string | null} text */
function ticksIn(text) {
  const diary = /** @type {{ entries?: Partial<Entry>[] } | null} */ (read(text));
  const entries = /** @type {Partial<Entry>[]} */ (listOf(diary?.entries));
  return listOf(entries.find((entry) => entry?.id === ANSWER && !entry.deleted)?.value);
}

/** Looks for them where the browser keeps answers; a diary is read once. What is touched and not in the diary yet goes
 * before it, so that a tick and its taking back count at once.
 * @param {Pick<AnyModel<Traits>, "get" | "on" | "off">} model
 * @param {() => Session | undefined} running the session that runs
 * @param {(held: Sign[]) => void} tell is told of those that stand */
export function signsTold(model, running, tell) {
  /** @type {string | null} */
  let text = null;
  /** @type {unknown[]} */
  let ticks = [];

  const look = () => {
    const now = guest() ? null : kept(DIARY);
    if (now !== text) [text, ticks] = [now, ticksIn(now)];
    const answered = draft("safety");
    const { news, signs: ticked } = draft("check_in");
    const fresh = news === "something" ? listOf(ticked) : [];
    const known = now === null ? (model.get("held") ?? []) : ticks;
    const { signs = [] } = running() ?? model.get("session");
    const held = signs.filter(
      ({ id, group }) => fresh.includes(id) || (group in answered ? listOf(answered[group]) : known).includes(id),
    );
    tell(held);
    return held;
  };
  const elsewhere = (/** @type {StorageEvent} */ { key }) => TOLD.includes(key) && look();
  return {
    look,
    listen() {
      window.addEventListener("storage", elsewhere);
      model.on("change:session", look);
      model.on("change:held", look);
    },
    stop() {
      window.removeEventListener("storage", elsewhere);
      model.off("change:session", look);
      model.off("change:held", look);
    },
  };
}

// A session begins as of the last answer: where something was touched on the page since its engine was asked, Start asks
// what is on offer now, and waits for the word of it. A page that was touched nowhere else starts at once.

import { draft, tell } from "../shared/kept.js";

/** @import { AnyModel } from "@anywidget/types" */

export const PATIENCE = 4000; // milliseconds
const ANSWERS = ["safety", "about", "programme"]; // the drafts that a session follows from
const WAITS = "One moment: your last answer is on its way into this session.";
const UNHEARD = "Your last answer has not arrived yet. Press Start again for the session of before it.";

const HELD = "You ticked a sign, so no session begins. Check says what to do.";

const isPending = () => ANSWERS.some((name) => Object.keys(draft(name)).length > 0);

/** Whether there is somebody to ask now.
 * @param {HTMLElement} el */
const isHeard = (el) =>
  (document.body.dataset.engine ?? "here") === "here" && !el.closest(".guide-page")?.classList.contains("cut-off");

/** @param {Pick<AnyModel, "send" | "on" | "off">} model
 * @param {HTMLElement} el of the player
 * @param {(sentence: string) => void} say shows a sentence; an empty one takes it away
 * @param {() => void} begin begins the session that is on offer
 * @param {() => boolean} isHeld whether a sign was told that lets none begin */
export function offered(model, el, say, begin, isHeld) {
  let touched = false;
  let answered = false; // by a control: what is not kept as a draft, such as another session of the week
  let warned = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waits;

  const go = () => {
    if (isHeld()) return say(HELD);
    touched = answered = warned = false;
    begin();
  };
  const unheard = () => {
    waits = undefined;
    if (isHeld()) return say(HELD);
    if (!answered && !isPending()) return go();
    warned = true;
    say(UNHEARD);
  };
  const heard = (/** @type {{ kind: string }} */ { kind }) => {
    if (kind !== "offer" || !waits) return;
    clearTimeout(waits);
    waits = undefined;
    say("");
    go();
  };
  const elsewhere = (/** @type {Event} */ event) => {
    if (event.composedPath().includes(el)) return;
    [touched, warned] = [true, false];
    answered ||= event.type === "change";
  };
  for (const kind of ["click", "change"]) document.addEventListener(kind, elsewhere, { capture: true });
  model.on("msg:custom", heard);
  return {
    start() {
      if (waits) return;
      if (isHeld()) return say(HELD);
      const asks = !warned && (answered || isPending() || (touched && isHeard(el)));
      if (!asks) return go();
      say(WAITS);
      waits = setTimeout(unheard, isHeard(el) ? PATIENCE : 0);
      tell(model, { kind: "offer?" });
    },
    stop() {
      clearTimeout(waits);
      for (const kind of ["click", "change"]) document.removeEventListener(kind, elsewhere, { capture: true });
      model.off("msg:custom", heard);
    },
  };
}

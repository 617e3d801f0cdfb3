// Draws the items of a Questions widget as native controls, and tells the kernel of every answer.

import { Answers } from "./questions/answers.js";
import { sheet } from "./questions/sheet.js";
import { mostUrgent, urgentAt } from "./questions/urgent.js";
import { DRAFT } from "./shared/kept.js";

/** @import { Render } from "@anywidget/types" */
/** @import { Set } from "./questions/controls.js" */
/** @import { Values } from "./questions/answers.js" */
/** @import { Traits } from "./questions/items.js" */

/** Listens to the page until it ends. */
function listening() {
  const ends = new AbortController();
  return {
    /** @param {string} kind
     * @param {(event: Event) => void} what */
    on: (kind, what) => window.addEventListener(kind, what, { signal: ends.signal }),
    end: () => ends.abort(),
  };
}

/** @type {Render<Traits>} */
function render({ model, el }) {
  el.classList.add("questions");
  const answers = new Answers(model);
  /** @type {Set} */
  const set = (id, value, byHand = true) => {
    answers.set(id, value, byHand);
    show();
  };
  const { draw, show: showIn } = sheet(el, set);
  const urgent = urgentAt(el);
  const show = () => {
    showIn(answers.values);
    urgent(mostUrgent(model.get("items"), answers.open));
  };
  const drawAll = () => {
    draw(model.get("items"));
    show();
  };
  const shown = () => {
    answers.shown();
    drawAll();
  };
  /** @param {{ kind: string, values: Values }} message */
  const taken = (message) => {
    answers.taken(message);
    show();
  };
  const { on: onPage, end } = listening();

  drawAll();
  requestAnimationFrame(show); // the page is put together from the inside out
  model.on("change:items", drawAll);
  model.on("change:shown", shown);
  model.on("msg:custom", taken);
  onPage("guide-moved", show); // a card's button says where it leads
  onPage("guide-connected", () => answers.again());
  onPage("guide-day", () => {
    answers.nextDay();
    show();
  });
  onPage("storage", (event) => {
    if (/** @type {StorageEvent} */ (event).key === DRAFT + model.get("kept_as")) show();
  });
  onPage("guide-forgotten", () => {
    if (!model.get("kept_as")) return;
    answers.forget();
    show();
  });
  return () => {
    end();
    urgent(null);
    model.off("change:items", drawAll);
    model.off("change:shown", shown);
    model.off("msg:custom", taken);
  };
}

export default { render };

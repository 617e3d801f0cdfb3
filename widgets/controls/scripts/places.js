// Shows the place that the address names, in the browser itself: a tap is there before a kernel has answered, and Back,
// bookmarks and two tabs are the browser's own.

import { exerciseIn, placeIn, rulesOf } from "./places/address.js";
import { bar } from "./places/bar.js";
import { tell } from "./shared/kept.js";
import { around } from "./shared/parts.js";

/** @import { AnyModel, Initialize, Render } from "@anywidget/types" */
/** @import { Place } from "./places/address.js" */
/** @typedef {{ places: Place[], place: string }} Traits */

const CHANGES = "check"; // where all answers stand: who changes one from there goes back there

/** @param {AnyModel<Traits>} model
 * @param {string} id */
const placeOf = (model, id) => model.get("places").find((place) => place.id === id) ?? model.get("places")[0];

/** Whether the address and the title are this page's, and not those of JupyterLab around it. */
const isOwn = () => document.querySelector(".jp-LabShell, .jp-NotebookShell") === null;

/** @type {Initialize<Traits>} */
function initialize({ model }) {
  if (!isOwn()) return;
  const [first] = model.get("places");
  model.set("place", (placeIn(location.hash, model.get("places")) ?? first).id);
}

/** The card of an exercise in the programme; null where it has none.
 * @param {string} exercise */
const cardOf = (exercise) => document.getElementById(`exercise=${exercise}`);

/** An address that names an exercise leads to its card in the programme, and to the library where it has none there.
 * @param {AnyModel<Traits>} model
 * @param {string} exercise
 * @param {(id: string) => void} show */
function follow(model, exercise, show) {
  const address = `#exercise=${exercise}`;
  if (location.hash !== address) history.replaceState(history.state, "", address);
  const card = cardOf(exercise);
  if (!card) {
    tell(model, { kind: "exercise", id: exercise });
    scrollTo(0, 0);
    return;
  }
  show("programme");
  card.scrollIntoView();
  card.querySelector("h3")?.focus({ preventScroll: true });
}

/** Where a press leads: to the place that its button names, or back from where the runner came.
 * @param {Event} event
 * @param {(id: string, state?: object) => void} go */
function led(event, go) {
  const { to, change, back, week } = around(event, ".guide-page button:is([data-to], [data-back])")?.dataset ?? {};
  if (to && change !== undefined) go(to, { changes: true });
  else if (to) go(history.state?.changes ? CHANGES : to);
  else if (back && history.state?.from) history.back();
  else if (back) go(back);
  if (week) openWeek(week);
}

/** Opens a week of the programme, and shows it.
 * @param {string} number */
function openWeek(number) {
  const week = document.querySelector(`.guide-page details.week[data-week="${CSS.escape(number)}"]`);
  if (!(week instanceof HTMLDetailsElement)) return;
  week.open = true;
  week.scrollIntoView();
  week.querySelector("summary")?.focus({ preventScroll: true });
}

/** @type {Render<Traits>} */
function render({ model, el }) {
  const page = () => /** @type {HTMLElement | null} */ (el.closest(".guide-page"));
  const whole = document.title.split(" – ").at(-1);
  const rule = document.createElement("style");
  const { nav, mark } = bar(model.get("places"), ({ id }) => go(id));
  el.classList.add("places");
  el.append(nav, rule);

  const draw = () => {
    const place = placeOf(model, model.get("place"));
    mark(place);
    rule.textContent = rulesOf(place);
    const shown = page();
    if (shown) shown.dataset.place = place.id;
    shown?.toggleAttribute("data-alone", place.alone);
    if (isOwn()) document.title = `${place.name} – ${whole}`;
  };
  const moved = () => {
    draw();
    window.dispatchEvent(new Event("guide-moved"));
    scrollTo(0, 0);
    const heads = /** @type {NodeListOf<HTMLElement>} */ (page()?.querySelectorAll("h2") ?? []);
    [...heads].find((head) => head.offsetParent)?.focus({ preventScroll: true });
  };
  /** @param {string} id */
  const show = (id) => {
    if (id === model.get("place")) return moved();
    model.set("place", id);
    model.save_changes();
  };
  /** @param {string} id
   * @param {object} state what the entry of the history says */
  const go = (id, state = {}) => {
    const address = `#${id}`;
    if (isOwn() && location.hash !== address) history.pushState({ from: model.get("place"), ...state }, "", address);
    show(id);
  };
  const read = () => {
    if (!isOwn()) return;
    const exercise = exerciseIn(location.hash);
    if (exercise !== null) return follow(model, exercise, show);
    const [first] = model.get("places");
    const { id } = placeIn(location.hash, model.get("places")) ?? first;
    if (id !== model.get("place")) show(id);
  };
  let leads = false; // whether the last press changed the place
  const pressed = (/** @type {Event} */ event) => {
    const before = model.get("place");
    led(event, go);
    leads = model.get("place") !== before;
  };
  /** The second tap of a double tap comes down on a place that nobody has seen yet: it answers and ticks nothing.
   * @param {MouseEvent} event */
  const unseen = (event) => {
    if (event.detail < 2) leads = false;
    if (!leads) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const asked = (/** @type {Event} */ event) => go(/** @type {CustomEvent<string>} */ (event).detail);

  if (isOwn()) history.scrollRestoration = "manual"; // each place begins at its top
  draw();
  model.save_changes(); // not earlier: the kernel's answer could reach widgets whose scripts are still loading
  // The page is put together from the inside out: the widget may be drawn before it stands in the page.
  requestAnimationFrame(() => {
    draw();
    read(); // an exercise, or what was pressed before anybody listened
  });
  model.on("change:place", moved);
  document.addEventListener("click", unseen, { capture: true });
  document.addEventListener("click", pressed);
  window.addEventListener("popstate", read);
  window.addEventListener("guide-go", asked);
  return () => {
    model.off("change:place", moved);
    document.removeEventListener("click", unseen, { capture: true });
    document.removeEventListener("click", pressed);
    window.removeEventListener("popstate", read);
    window.removeEventListener("guide-go", asked);
  };
}

export default { initialize, render };

// Shows the place that the address names, in the browser itself: a tap is there before a kernel has answered, and Back,
// bookmarks and two tabs are the browser's own.

import { exerciseIn, placeIn, rulesOf } from "./places/address.js";
import { bar } from "./places/bar.js";
import { followPresses } from "./places/presses.js";
import { tell } from "./shared/kept.js";

/** @import { AnyModel, Initialize, Render } from "@anywidget/types" */
/** @import { Place } from "./places/address.js" */
/** @typedef {{ places: Place[], place: string }} Traits */

/** @param {AnyModel<Traits>} model
 * @param {string} id */
const placeOf = (model, id) => model.get("places").find((place) => place.id === id) ?? model.get("places")[0];

/** Whether the address and the title are this page's, and not those of JupyterLab around it. */
const isOwn = () => document.querySelector(".jp-LabShell, .jp-NotebookShell") === null;

/** The id of the place that the address names; of the first where it names none.
 * @param {AnyModel<Traits>} model */
function placeAsked(model) {
  const places = model.get("places");
  return (placeIn(location.hash, places) ?? places[0]).id;
}

/** @type {Initialize<Traits>} */
function initialize({ model }) {
  if (isOwn()) model.set("place", placeAsked(model));
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

/** Tells the page's styles which place is shown.
 * @param {HTMLElement | null} page
 * @param {Place} place */
function tellPage(page, place) {
  if (!page) return;
  page.dataset.place = place.id;
  page.toggleAttribute("data-alone", place.alone);
  page.toggleAttribute("data-changes", isOwn() && history.state?.changes === true);
}

/** Begins a place that has come: at its top, with its heading in focus.
 * @param {HTMLElement | null} page */
function begin(page) {
  window.dispatchEvent(new Event("guide-moved"));
  scrollTo(0, 0);
  const heads = /** @type {NodeListOf<HTMLElement>} */ (page?.querySelectorAll("h2") ?? []);
  [...heads].find((head) => head.offsetParent)?.focus({ preventScroll: true });
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
    tellPage(page(), place);
    if (isOwn()) document.title = `${place.name} – ${whole}`;
  };
  const moved = () => {
    draw();
    begin(page());
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
    const id = placeAsked(model);
    if (id !== model.get("place")) show(id);
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
  const ended = followPresses(go, () => model.get("place"), page);
  window.addEventListener("popstate", read);
  window.addEventListener("guide-go", asked);
  return () => {
    model.off("change:place", moved);
    ended();
    window.removeEventListener("popstate", read);
    window.removeEventListener("guide-go", asked);
  };
}

export default { initialize, render };

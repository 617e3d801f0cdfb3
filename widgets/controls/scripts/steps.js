// Switches steps in the browser itself, so that a tap shows its step before the kernel has answered.

import { keep, kept, STEP, tell } from "./shared/kept.js";
import { around } from "./shared/parts.js";

/** @import { AnyModel, Initialize, Render } from "@anywidget/types" */
/** @typedef {{ names: string[], step: number }} Traits */

/** The step where this tab was before a reload.
 * @type {Initialize<Traits>} */
function initialize({ model }) {
  const step = Number(kept(STEP));
  if (step > 0 && step < model.get("names").length) model.set("step", step);
}

// What stands behind, or capital letters, are a mail program's.
const NAMED = /^#\W*exercise(?:=|%3d)\W*([a-z0-9_]*)/i;

/** The exercise that a page's address names, in small letters; null where it names none.
 * @param {string} fragment with its # */
const exerciseIn = (fragment) => fragment.match(NAMED)?.[1].toLowerCase() ?? null;

/** An address that names an exercise leads to its card where one is to be seen, and to the library else.
 * @param {AnyModel<Traits>} model */
function follow(model) {
  const named = exerciseIn(location.hash);
  if (named === null) return;
  const address = `exercise=${named}`;
  const mended = location.hash !== `#${address}`;
  if (mended) history.replaceState(history.state, "", `#${address}`);
  const card = document.getElementById(address);
  if (card?.offsetParent) {
    if (mended) card.scrollIntoView();
    return;
  }
  tell(model, { kind: "exercise", id: named });
  scrollTo(0, 0);
}

/** @param {string} name
 * @param {number} index
 * @param {() => void} chosen */
function stepButton(name, index, chosen) {
  const button = document.createElement("button");
  const number = document.createElement("span");
  number.textContent = String(index + 1);
  number.setAttribute("aria-hidden", "true");
  button.type = "button";
  button.append(number, name);
  button.addEventListener("click", chosen);
  return button;
}

/** @type {Render<Traits>} */
function render({ model, el }) {
  const nav = document.createElement("nav");
  const rule = document.createElement("style");
  /** @param {number} step */
  const choose = (step) => {
    model.set("step", step);
    model.save_changes();
  };
  const buttons = model.get("names").map((name, index) => stepButton(name, index, () => choose(index)));
  const page = () => /** @type {HTMLElement | null} */ (el.closest(".guide-page"));
  nav.setAttribute("aria-label", "Steps");
  nav.append(...buttons);
  el.classList.add("steps");
  el.append(nav, rule);

  const show = () => {
    const step = model.get("step");
    buttons.forEach((button, index) => {
      if (index === step) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    const whole = page();
    if (whole) whole.dataset.step = String(step);
    rule.textContent = `.guide-page[data-step="${step}"] .step-${step} { display: flex; }`;
  };

  const move = () => {
    show();
    keep(STEP, String(model.get("step")));
    const view = page()?.querySelector(`.step-${model.get("step")}`);
    const past = (view ?? el).getBoundingClientRect().top - el.offsetHeight; // it sticks: its own top tells nothing
    if (past < 0) scrollBy(0, past);
  };

  /** A button of the page's own HTML with a step's name in data-to leads there.
   * @param {Event} event */
  const led = (event) => {
    const index = model.get("names").indexOf(around(event, ".guide-page button[data-to]")?.dataset.to ?? "");
    if (index < 0) return;
    choose(index);
    buttons[index].focus();
  };

  show();
  model.save_changes(); // not earlier: the kernel's answer could reach widgets whose scripts are still loading
  // The page is put together from the inside out: the widget may be drawn before it stands in the page.
  requestAnimationFrame(show);
  model.on("change:step", move);
  const named = () => follow(model);
  document.addEventListener("click", led);
  window.addEventListener("hashchange", named);
  requestAnimationFrame(named);
  return () => {
    model.off("change:step", move);
    document.removeEventListener("click", led);
    window.removeEventListener("hashchange", named);
  };
}

export default { initialize, render };

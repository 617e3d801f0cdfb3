// Switches steps in the browser itself, so that a tap shows its step before the kernel has answered.

import { keep, kept, STEP, tell } from "./shared/kept.js";

/** The step where this tab was before a reload. */
function initialize({ model }) {
  const step = Number(kept(STEP));
  if (step > 0 && step < model.get("names").length) model.set("step", step);
}

// What stands behind, or capital letters, are a mail program's.
const NAMED = /^#\W*exercise(?:=|%3d)\W*([a-z0-9_]*)/i;

/** An address that names an exercise leads to its card where one is to be seen, and to the library else. */
function follow(model) {
  const found = location.hash.match(NAMED);
  if (!found) return;
  const named = found[1].toLowerCase();
  const address = `exercise=${named}`;
  const mended = location.hash !== `#${address}`;
  if (mended) history.replaceState(history.state, "", `#${address}`);
  const card = document.getElementById(address);
  if (card?.offsetParent) return mended && card.scrollIntoView();
  tell(model, { kind: "exercise", id: named });
  scrollTo(0, 0);
}

function render({ model, el }) {
  const nav = document.createElement("nav");
  nav.setAttribute("aria-label", "Steps");
  const buttons = model.get("names").map((name, index) => {
    const button = document.createElement("button");
    const number = document.createElement("span");
    number.textContent = index + 1;
    number.setAttribute("aria-hidden", "true");
    button.type = "button";
    button.append(number, name);
    button.addEventListener("click", () => {
      model.set("step", index);
      model.save_changes();
    });
    return button;
  });
  nav.append(...buttons);
  el.classList.add("steps");
  const rule = document.createElement("style");
  el.append(nav, rule);

  function show() {
    const step = model.get("step");
    const page = el.closest(".guide-page");
    buttons.forEach((button, index) => {
      if (index === step) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    if (page) page.dataset.step = step;
    rule.textContent = `.guide-page[data-step="${step}"] .step-${step} { display: flex; }`;
  }

  function move() {
    show();
    keep(STEP, String(model.get("step")));
    const view = el.closest(".guide-page")?.querySelector(`.step-${model.get("step")}`);
    const past = (view ?? el).getBoundingClientRect().top - el.offsetHeight; // it sticks: its own top tells nothing
    if (past < 0) scrollBy(0, past);
  }

  /** A button of the page's own HTML with a step's name in data-to leads there. */
  const led = ({ target }) => {
    const index = model.get("names").indexOf(target.closest?.(".guide-page button[data-to]")?.dataset.to);
    if (index < 0) return;
    model.set("step", index);
    model.save_changes();
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

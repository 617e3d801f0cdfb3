// A native control for each kind of question, so that names, roles and keys come from the browser.

import { dayHere } from "../shared/day.js";
import { alertIn } from "./alert.js";
import { areSame, NONE, ticksAfter } from "./answers.js";
import { el, someName } from "./element.js";
import { FIRST_DAY, isPlausible, lastDay, OPEN } from "./items.js";
import { pick } from "./pick.js";
import { spots } from "./spots.js";

/** @import { Values } from "./answers.js" */
/** @import { Choice, Day, Fold, Go, Item, Option, Presets, Scale, Ticks, Words } from "./items.js" */
/** @typedef {(id: string, value: unknown, byHand?: boolean) => void} Set */
/** What is drawn of an item, and how it is shown an answer.
 * @typedef {{ node: HTMLElement, show(value: unknown, answers: Values): void }} Control */

const DONE = "Done"; // on the button of a card that was opened to change an answer
const LESS = "Less"; // on the button of a fold that is open
const SIDE = 6; // letters of a name that has room beside its numbers

/** @param {"checkbox" | "radio"} type
 * @param {string} name
 * @param {Option} option
 * @param {(event: Event) => void} onchange */
function tile(type, name, option, onchange, hinted = true) {
  const hint = hinted && option.hint ? el("span", { class: "q-hint", id: `q-hint-${someName()}` }, option.hint) : null;
  const input = el("input", { type, name, value: option.id, "aria-describedby": hint?.id, onchange });
  const node = el("div", { class: "q-tile" }, el("label", {}, input, el("span", {}, option.label)), hint);
  const answer = alertIn(node, "q-answer");
  /** @param {boolean} on */
  const check = (on) => {
    input.checked = on;
    answer(on ? option.answer : "");
  };
  return { node, input, check };
}

/** The hints of a group behind one word; null where there are none.
 * @param {Ticks} item */
function more(item) {
  const hints = item.options.filter((option) => option.hint);
  if (!item.more || !hints.length) return null;
  const lines = hints.map((option) => el("li", {}, el("b", {}, `${option.label}: `), option.hint));
  return el("details", { class: "q-more" }, el("summary", {}, item.more), el("ul", {}, ...lines));
}

/** @param {(Ticks | Choice | Presets | Scale) & { short?: unknown }} item
 * @param {(Node | null)[]} children */
function group(item, ...children) {
  const short = typeof item.short === "string" && item.short;
  const legend = short
    ? el("legend", {}, el("span", { "aria-hidden": "true" }, short), el("span", { class: "unseen" }, item.legend))
    : el("legend", {}, item.legend);
  const beside = short && short.length <= SIDE ? " q-beside" : "";
  return el("fieldset", { class: `q q-${item.kind}${beside}`, "data-item": item.id }, legend, ...children);
}

/** @param {Words} item
 * @returns {Control} */
function words(item) {
  const text = item.text && el("p", {}, item.text);
  return { node: el("div", { class: "q q-words" }, el("h3", {}, item.title), text), show() {} };
}

/** @param {Ticks} item
 * @param {Set} set
 * @returns {Control} */
function ticks(item, set) {
  const tiles = item.options.map((option) => {
    const change = () => {
      const ticked = tiles.filter(({ input }) => input.checked).map(({ input }) => input.value);
      set(item.id, ticksAfter(ticked, option.id));
    };
    return tile("checkbox", someName(), option, change, !item.more);
  });
  const close = item.more || item.short ? " q-close" : "";
  const node = group(item, el("div", { class: `q-tiles${close}` }, ...tiles.map((t) => t.node)), more(item));
  /** @param {unknown} value */
  const show = (value) => {
    const ticked = Array.isArray(value) ? value : [];
    for (const { check, input } of tiles) check(ticked.includes(input.value));
  };
  return { node, show };
}

/** @param {Choice} item
 * @param {Set} set
 * @returns {Control} */
function choice(item, set) {
  const name = someName();
  const tiles = item.options.map((option) => tile("radio", name, option, () => set(item.id, option.id)));
  /** @param {unknown} value */
  const show = (value) => {
    for (const { check, input } of tiles) check((value ?? item.default) === input.value);
  };
  return { node: group(item, el("div", { class: "q-tiles q-row" }, ...tiles.map((t) => t.node))), show };
}

/** @param {Presets} item
 * @param {Set} set
 * @returns {Control} */
function presets(item, set) {
  const buttons = item.options.map(({ label, ticks }) =>
    el("button", { type: "button", class: "quiet", onclick: () => set(item.target, ticks) }, label),
  );
  /** @param {unknown} _own
   * @param {Values} answers */
  const show = (_own, answers) => {
    for (const [n, { ticks }] of item.options.entries())
      buttons[n].setAttribute("aria-pressed", String(areSame(ticks, answers[item.target])));
  };
  return { node: group(item, el("div", { class: "q-buttons" }, ...buttons)), show };
}

/** @param {Scale} item
 * @param {Set} set
 * @returns {Control} */
function scale(item, set) {
  const name = someName();
  const inputs = Array.from({ length: item.high - item.low + 1 }, (_, index) => {
    const n = item.low + index;
    const end = n === item.low ? item.low_word : n === item.high ? item.high_word : "";
    const label = end ? `${n}, ${end}` : null;
    return el("input", { type: "radio", name, value: n, "aria-label": label, onchange: () => set(item.id, n) });
  });
  const numbers = inputs.map((input) => el("label", { class: "q-number" }, input, el("span", {}, input.value)));
  const clear = el("button", { type: "button", class: "q-clear", onclick: () => set(item.id, null) }, "Clear");
  clear.setAttribute("aria-label", `Clear: ${item.legend}`);
  const below = [`${item.low} = ${item.low_word}`, `${item.high} = ${item.high_word}`].map((word) =>
    el("span", {}, word),
  );
  const node = group(
    item,
    el("div", { class: "q-numbers" }, ...numbers, clear),
    item.short ? null : el("div", { class: "q-ends", "aria-hidden": "true" }, ...below),
  );
  /** @param {unknown} value */
  const show = (value) => {
    for (const input of inputs) input.checked = value != null && String(value) === input.value;
    clear.hidden = value == null;
  };
  return { node, show };
}

/** @param {Day} item
 * @param {Set} set
 * @returns {Control} */
function date(item, set) {
  const room = el("div", { class: "q-says" });
  const say = alertIn(room);
  const input = el("input", { type: "date", id: someName(), min: FIRST_DAY });
  const last = () => lastDay(item, dayHere());
  const unset = () => (item.ahead ? "" : dayHere());
  const plausible = () => isPlausible(input.value, last());
  // Nothing is said before a plausible year: one that is being typed is complete at 2, 20 and 202.
  const complain = () => {
    const wrong = input.validity.badInput || (input.value && !plausible());
    say(wrong ? `Choose a day from 2000 to ${item.ahead ? "2099" : "today"}.` : "");
  };
  /** @type {unknown} */
  let given = null;
  input.addEventListener("change", () => {
    if (plausible()) say("");
    if (plausible()) set(item.id, input.value);
    else if (!input.value && !input.validity.badInput) set(item.id, unset() || null);
  });
  input.addEventListener("blur", complain);
  const node = el("div", { class: "q q-date" }, el("label", { for: input.id }, item.label), input, room);
  /** @param {unknown} now */
  const show = (now) => {
    input.max = last();
    const wanted = String(now ?? unset());
    if (wanted !== given || !input.matches(":focus")) input.value = wanted; // what is half typed stays
    given = wanted;
    if (now == null && !item.ahead) queueMicrotask(() => set(item.id, dayHere(), false));
  };
  return { node, show };
}

/** Whether the card was opened to change one answer: its button leads back to them all (places/presses.js). */
const changes = () => globalThis.history?.state?.changes === true;

/** A button that leads on, and says that none is true where nothing is ticked.
 * @param {Go} item
 * @param {Set} set
 * @returns {Control} */
function go(item, set) {
  let isNone = false; // and not by the words on it, which a translator may have changed
  let says = item.label;
  const noneYet = () => {
    if (isNone) set(item.none_of, [NONE]);
  };
  const button = el("button", { type: "button", class: "primary", "data-to": item.to, onclick: noneYet }, item.label);
  /** @param {unknown} _own
   * @param {Values} answers */
  const show = (_own, answers) => {
    const ticked = answers[item.none_of];
    const any = !item.none_of || (Array.isArray(ticked) && ticked.some((value) => value !== NONE));
    const now = !any ? item.none : changes() ? DONE : item.label;
    isNone = !any;
    if (now !== says) button.textContent = now;
    says = now;
  };
  return { node: el("div", { class: `q q-go${item.none_of ? "" : " in-sight"}` }, button), show };
}

/** A button that opens the items which wait for it.
 * @param {Fold} item
 * @param {Set} set
 * @returns {Control} */
function fold(item, set) {
  const turn = () => set(item.id, button.getAttribute("aria-expanded") === "true" ? null : OPEN, false);
  const button = el("button", { type: "button", class: "q-fold", onclick: turn }, item.label);
  /** @param {unknown} value */
  const show = (value) => {
    const opened = value === OPEN;
    const before = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(opened));
    if (opened !== before) button.textContent = opened ? LESS : item.label; // else a translator's words stay
  };
  return { node: el("div", { class: "q" }, button), show };
}

/** @param {Item} item
 * @param {Set} set
 * @returns {Control} */
export function control(item, set) {
  switch (item.kind) {
    case "words":
      return words(item);
    case "ticks":
      return ticks(item, set);
    case "choice":
      return choice(item, set);
    case "pick":
      return pick(item, set);
    case "spots":
      return spots(item, set);
    case "presets":
      return presets(item, set);
    case "scale":
      return scale(item, set);
    case "date":
      return date(item, set);
    case "go":
      return go(item, set);
    case "fold":
      return fold(item, set);
  }
}

// A native control for each kind of question, so that names, roles and keys come from the browser.

import { dayHere } from "../shared/day.js";
import { ticksAfter } from "./answers.js";
import { el, someName } from "./element.js";
import { FIRST_DAY, isPlausible, lastDay } from "./items.js";

/** @import { Choice, Day, Item, Option, Presets, Scale, Ticks, Words } from "./items.js" */
/** @typedef {(id: string, value: unknown, byHand?: boolean) => void} Set */
/** What is drawn of an item, and how it is shown an answer.
 * @typedef {{ node: HTMLElement, show(value: unknown): void }} Control */

/** @param {"checkbox" | "radio"} type
 * @param {string} name
 * @param {Option} option
 * @param {(event: Event) => void} onchange */
function tile(type, name, option, onchange, hinted = true) {
  const hint = hinted && option.hint ? el("span", { class: "q-hint", id: `q-hint-${someName()}` }, option.hint) : null;
  const answer = option.answer ? el("p", { class: "q-answer", role: "alert" }) : null;
  const input = el("input", { type, name, value: option.id, "aria-describedby": hint?.id, onchange });
  const node = el("div", { class: "q-tile" }, el("label", {}, input, el("span", {}, option.label)), hint, answer);
  /** @param {boolean} on */
  const check = (on) => {
    input.checked = on;
    // Text put into an alert is read out; text that was always there is not.
    if (answer && on !== Boolean(answer.textContent)) answer.textContent = on ? option.answer : "";
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

/** @param {Ticks | Choice | Presets | Scale} item
 * @param {(Node | null)[]} children */
function group(item, ...children) {
  const legend = el("legend", {}, item.legend);
  return el("fieldset", { class: `q q-${item.kind}`, "data-item": item.id }, legend, ...children);
}

/** @param {Words} item
 * @returns {Control} */
function words(item) {
  const text = item.text ? el("p", {}, item.text) : null;
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
  const node = group(item, el("div", { class: "q-tiles q-row" }, ...tiles.map((t) => t.node)));
  /** @param {unknown} value */
  const show = (value) => {
    for (const { check, input } of tiles) check((value ?? item.default) === input.value);
  };
  return { node, show };
}

/** @param {Presets} item
 * @param {Set} set
 * @returns {Control} */
function presets(item, set) {
  const buttons = item.options.map(({ label, ticks }) =>
    el("button", { type: "button", class: "quiet", onclick: () => set(item.target, ticks) }, label),
  );
  return { node: group(item, el("div", { class: "q-buttons" }, ...buttons)), show() {} };
}

/** @param {Scale} item
 * @param {Set} set
 * @returns {Control} */
function scale(item, set) {
  const name = someName();
  /** @type {Record<number, string>} */
  const ends = { [item.low]: item.low_word, [item.high]: item.high_word };
  const inputs = Array.from({ length: item.high - item.low + 1 }, (_, index) => {
    const n = item.low + index;
    const label = ends[n] ? `${n}, ${ends[n]}` : null;
    return el("input", { type: "radio", name, value: n, "aria-label": label, onchange: () => set(item.id, n) });
  });
  const numbers = inputs.map((input) => el("label", { class: "q-number" }, input, el("span", {}, input.value)));
  const below = [`${item.low} = ${item.low_word}`, `${item.high} = ${item.high_word}`];
  const clear = el("button", { type: "button", class: "q-clear", onclick: () => set(item.id, null) }, "Clear");
  clear.setAttribute("aria-label", `Clear: ${item.legend}`);
  const node = group(
    item,
    el("div", { class: "q-numbers" }, ...numbers),
    el("div", { class: "q-ends", "aria-hidden": "true" }, ...below.map((word) => el("span", {}, word))),
    clear,
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
  const says = el("p", { class: "q-says", role: "alert" });
  const input = el("input", { type: "date", id: someName(), min: FIRST_DAY });
  const last = () => lastDay(item, dayHere());
  const unset = () => (item.ahead ? "" : dayHere());
  const plausible = () => isPlausible(input.value, last());
  // Nothing is said before a plausible year: one that is being typed is complete at 2, 20 and 202.
  const complain = () => {
    const wrong = input.validity.badInput || (input.value && !plausible());
    says.textContent = wrong ? `Choose a day from 2000 to ${item.ahead ? "2099" : "today"}.` : "";
  };
  /** @type {unknown} */
  let given = null;
  input.addEventListener("change", () => {
    if (plausible()) says.textContent = "";
    if (plausible()) set(item.id, input.value);
    else if (!input.value && !input.validity.badInput) set(item.id, unset() || null);
  });
  input.addEventListener("blur", complain);
  const node = el("div", { class: "q q-date" }, el("label", { for: input.id }, item.label), input, says);
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
    case "presets":
      return presets(item, set);
    case "scale":
      return scale(item, set);
    case "date":
      return date(item, set);
  }
}

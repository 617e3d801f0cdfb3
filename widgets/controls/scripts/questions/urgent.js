// What to do about a sign that needs help, at the head of every place, while nobody has heard of it yet.

import { el } from "./element.js";

/** @import { Values } from "./answers.js" */
/** @import { Item, Option } from "./items.js" */
/** @typedef {{ option: Option, card: string }} Urgent */

const ACTIONS = ["emergency", "same_day"]; // the most urgent first
const CHECK_IN = "check-in"; // where questions without a card of their own ask for signs

/** Whether what an item waits for is told, or nothing is told of it.
 * @param {Item} item
 * @param {Values} told */
const isAsked = ({ when }, told) =>
  (when ?? []).every((answer, place, all) => {
    const other = String(all[place - 1]);
    return place % 2 === 0 || !(other in told) || told[other] === answer;
  });

/** The most urgent sign that answers tell of, and its card; null where none of them needs help today.
 * @param {Item[]} items
 * @param {Values} told answers that may be anything
 * @returns {Urgent | null} */
export function mostUrgent(items, told) {
  const found = items.flatMap((item) => {
    const ticked = told[item.id];
    if (item.kind !== "ticks" || !Array.isArray(ticked) || !isAsked(item, told)) return [];
    const signs = item.options.filter(({ id, urgent }) => urgent && ticked.includes(id));
    return signs.map((option) => ({ option, card: item.card ?? CHECK_IN }));
  });
  const of = (/** @type {string} */ action) => found.find(({ option }) => option.urgent === action);
  return ACTIONS.map(of).find(Boolean) ?? null;
}

/** @param {Urgent} urgent */
const drawn = ({ option, card }) =>
  el(
    "section",
    { class: "flags see_someone", "aria-label": "What to do now", "data-card": card },
    el("p", {}, el("b", {}, option.answer)),
    el(
      "p",
      {},
      el("button", { type: "button", class: "quiet", "data-to": card, "data-change": true }, "Look at your answer"),
    ),
  );

/** What shows the most urgent sign in the room that the page has for it (dashboard.py), or with null none. Questions
 * are drawn before they stand in the page.
 * @param {HTMLElement} root of the questions */
export function urgentAt(root) {
  /** @type {HTMLElement | null} */
  let shown = null;
  let id = "";
  /** @param {Urgent | null} urgent */
  return (urgent) => {
    const now = urgent ? urgent.card + urgent.option.id : "";
    if (now === id && (!shown || shown.isConnected)) return;
    shown?.remove();
    id = now;
    shown = urgent && drawn(urgent);
    const room = root.closest(".guide-page")?.querySelector(":scope > .urgent > .widget-html-content");
    if (shown && room) room.append(shown);
    else id = "";
  };
}

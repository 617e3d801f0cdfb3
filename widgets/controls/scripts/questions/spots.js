// Where it is sore: a body to tap, and a row for each thing that can be.

import { alertIn } from "./alert.js";
import { body } from "./body.js";
import { el, someName } from "./element.js";
import { chosenOf, sideAfter, stateAfter, tapped } from "./placed.js";

/** @import { Control, Set } from "./controls.js" */
/** @import { SoreSpot, Spots } from "./items.js" */
/** @import { Placed } from "./placed.js" */

/** @type {[Placed["state"], string][]} */
const STATES = [
  ["sore", "Sore now"],
  ["settled", "Past"],
];
/** @type {[NonNullable<Placed["side"]>, string][]} */
const SIDES = [
  ["left", "Left"],
  ["right", "Right"],
  ["both", "Both"],
];

const LONG = /\S{20}/; // a word that may be wider than a phone

/** @type {typeof STATES} */
const THERE = [["sore", "Yes"]];

/** @param {SoreSpot} option */
const statesOf = ({ kind }) => (kind === "tightness" ? THERE : STATES);

/** @param {SoreSpot} option
 * @param {Placed} placed */
const wordOf = (option, { state, side }) =>
  [new Map(statesOf(option)).get(state), side].filter(Boolean).join(", ").toLowerCase();

/** Check boxes of which one at most is ticked: radio buttons could not be taken back, by hand nor by keyboard.
 * @template {string} T
 * @param {string} about
 * @param {[T, string][]} options
 * @param {(value: T | null) => void} pressed */
function oneOrNone(about, options, pressed) {
  const boxes = options.map(([value, word]) => {
    const onchange = () => pressed(input.checked ? value : null);
    const input = el("input", { type: "checkbox", id: someName(), onchange });
    input.setAttribute("aria-label", `${about}: ${word.toLowerCase()}`);
    return { value, input, node: el("label", { class: "q-toggle" }, input, el("span", {}, word)) };
  });
  /** @param {string | null} now */
  const show = (now) => {
    for (const { value, input } of boxes) input.checked = value === now;
  };
  return { node: el("div", { class: "q-toggles" }, ...boxes.map(({ node }) => node)), first: boxes[0].input, show };
}

/** @param {HTMLElement | undefined} node */
function inSight(node) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node?.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
}

/** @param {SoreSpot} option
 * @param {(state: Placed["state"] | null) => void} tell
 * @param {(side: Placed["side"]) => void} tellSide */
function row(option, tell, tellSide) {
  const tightness = option.kind === "tightness";
  const states = oneOrNone(option.label, statesOf(option), tell);
  const sides = oneOrNone(option.label, SIDES, tellSide);
  const long = LONG.test(`${option.label} ${option.hint}`) ? " q-long" : "";
  const name = el("label", { class: `q-name${long}`, for: states.first.id }, el("b", {}, option.label));
  const hint = option.hint ? el("span", { id: someName() }, option.hint) : null;
  if (hint) name.append(hint);
  const side = tightness
    ? null
    : el("div", { class: "q-side" }, el("span", { "aria-hidden": "true" }, "Side"), sides.node);
  const head = el("div", { class: "q-spot-head" }, name, states.node);
  const named = { role: "group", "aria-label": option.label, "aria-describedby": hint?.id };
  const node = el("div", { class: "q-tile q-spot", ...named }, head, side);
  const warn = alertIn(node, "q-answer");
  /** @param {Placed | undefined} placed */
  const show = (placed) => {
    states.show(placed?.state ?? null);
    sides.show(placed?.side ?? null);
    if (side) side.hidden = !placed;
    warn(placed ? option.answer : "");
  };
  return { node, show };
}

/** @param {Spots} item
 * @param {Set} set
 * @returns {Control} */
export function spots(item, set) {
  const { id, options } = item;
  /** @type {unknown} */
  let value = null;
  /** @type {SoreSpot | undefined} */
  let last;
  const says = el("p", { class: "q-tapped" }); // on a phone the rows may be out of sight
  const drawing = body(options, (spot, leg) => {
    const { answer, told } = tapped(options, value, spot, leg);
    last = told;
    set(id, answer);
    if (told && answer[told.id]) setTimeout(() => inSight(rows.find((row) => row.id === told.id)?.node)); // alerts come, too
  });
  const rows = options.map((option) => {
    const one = row(
      option,
      (state) => set(id, stateAfter(options, value, option.id, state)),
      (side) => set(id, sideAfter(options, value, option.id, side)),
    );
    return { ...one, id: option.id };
  });
  drawing.node.prepend(el("p", {}, item.body));
  drawing.node.append(says);
  const list = el("div", { class: "q-rows" }, ...rows.map(({ node }) => node));
  const both = el("div", { class: "q-where" }, item.body ? drawing.node : null, list);
  // The card's heading asks the same.
  const node = el(
    "fieldset",
    { class: "q q-spots", "data-item": id },
    el("legend", { class: "unseen" }, item.legend),
    both,
  );
  /** @param {unknown} now */
  const show = (now) => {
    value = now;
    const chosen = chosenOf(options, value);
    drawing.show(chosen);
    says.textContent = last && chosen[last.id] ? `${last.label}: ${wordOf(last, chosen[last.id])}` : "";
    for (const row of rows) row.show(chosen[row.id]);
  };
  return { node, show };
}

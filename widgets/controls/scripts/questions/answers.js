// What a group of questions was answered, between the visitor, the kernel and what is kept.

import { draft, settle, tell, touch, without } from "../shared/kept.js";

/** @import { AnyModel } from "@anywidget/types" */
/** @import { Item, Traits } from "./items.js" */
/** @typedef {Record<string, unknown>} Values item id to answer */
/** @typedef {{ number: number, touched: Values }} Touch */

export const NONE = "none_of_these"; // as widgets' Questions have it

/** The boxes that stay ticked once `touched` was: none of these and the others take each other away.
 * @param {string[]} ticked
 * @param {string} touched */
export const ticksAfter = (ticked, touched) => ticked.filter((value) => (value === NONE) === (touched === NONE));

/** Whether these boxes, and no others, are ticked.
 * @param {string[]} ticks
 * @param {unknown} ticked what was answered, if anything was */
export const areSame = (ticks, ticked) =>
  Array.isArray(ticked) && ticked.length === ticks.length && ticks.every((id) => ticked.includes(id));

/** What is to be shown when the kernel has heard of every touch up to a number: its own values, and the later touches.
 * @param {Values} values
 * @param {number} heard
 * @param {Touch[]} unheard */
export function withTouches(values, heard, unheard) {
  const later = unheard.filter(({ number }) => number > heard);
  /** @type {Values} */
  const answers = Object.assign({}, values, ...later.map(({ touched }) => touched));
  return { answers, unheard: later };
}

/** The answers once another day has begun: an empty check-in is of the new one; one that is half filled stays where it
 * was.
 * @param {Item[]} items
 * @param {Values} answers */
export function onNextDay(items, answers) {
  const days = items.filter((item) => item.kind === "date" && !item.ahead).map(({ id }) => id);
  const answered = Object.entries(answers).some(([id, answer]) => answer != null && !days.includes(id));
  return answered ? answers : { ...answers, ...Object.fromEntries(days.map((id) => [id, null])) };
}

/** The answers of one widget. What is touched is kept as a draft at once, until it is in the diary. */
export class Answers {
  #model;
  #said = 0;
  /** @type {Touch[]} touches that the kernel had not heard of when it last said what to show */
  #unheard = [];
  /** @type {Values} of an earlier visit, until the kernel has taken them up or refused them */
  #before;
  /** @type {Values} touched and not in the diary, for a browser that keeps nothing */
  #open = {};
  /** @type {Values} */
  values;

  /** @param {Pick<AnyModel<Traits>, "get" | "send">} model */
  constructor(model) {
    this.#model = model;
    this.#before = draft(model.get("kept_as"));
    this.values = { ...model.get("shown").values, ...this.#before };
  }

  /** What was touched and is not in the diary yet, in this tab or another one. */
  get open() {
    return { ...draft(this.#model.get("kept_as")), ...this.#open };
  }

  /** @param {string} id
   * @param {unknown} value
   * @param {boolean} byHand */
  set(id, value, byHand) {
    this.values = { ...this.values, [id]: value };
    delete this.#before[id];
    if (byHand && !touch(this.#model.get("kept_as"), id, value)) this.#open[id] = value;
    this.#say({ [id]: value }, byHand);
  }

  /** Takes over what the kernel shows. */
  shown() {
    const { values, heard } = this.#model.get("shown");
    this.#before = without(this.#before, values ?? {});
    const { answers, unheard } = withTouches({ ...values, ...this.#before }, heard, this.#unheard);
    [this.values, this.#unheard] = [answers, unheard];
  }

  /** What the kernel says: which answers are in the diary, so that their drafts end.
   * @param {{ kind: string, values: Values }} message */
  taken({ kind, values }) {
    if (kind !== "taken") return;
    settle(this.#model.get("kept_as"), values);
    this.#open = without(this.#open, values);
    const before = Object.keys(this.#before).length;
    this.#before = without(this.#before, values);
    if (before) this.shown();
  }

  /** Says everything again that is not in the diary: the connection may have swallowed it. */
  again() {
    const open = draft(this.#model.get("kept_as"));
    if (Object.keys(open).length) this.#say(open);
  }

  forget() {
    [this.values, this.#unheard, this.#before, this.#open] = [{}, [], {}, {}];
  }

  nextDay() {
    this.values = onNextDay(this.#model.get("items"), this.values);
  }

  /** @param {Values} touched
   * @param {boolean} [byHand] whether somebody touched it, and it is not what stands there from the beginning */
  #say(touched, byHand = true) {
    this.#said += 1;
    this.#unheard.push({ number: this.#said, touched });
    tell(this.#model, { kind: byHand ? "answered" : "preset", number: this.#said, touched });
  }
}

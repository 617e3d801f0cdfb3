// What is asked, as the functions of widgets' questions.py make it.

/** `urgent`, where there is such: what a sign asks for that cannot wait.
 * @typedef {{ id: string, label: string, hint: string, answer: string, urgent?: string }} Option */
/** What every item has; one that is there to be seen only `when` others have an answer names each and its answer in
 * turn, and one that is seen only at a place of the page names its `card`.
 * @typedef {{ id: string, when?: unknown[], card?: string }} Asked */
/** @typedef {Asked & { kind: "words", title: string, text: string }} Words */
/** @typedef {Asked & { kind: "ticks", legend: string, options: Option[], more: string, short: boolean }} Ticks */
/** @typedef {Asked & { kind: "choice", legend: string, options: Option[], default: string | null }} Choice */
/** @typedef {Asked & { kind: "pick", legend: string, options: Option[] }} Picked */
/** @typedef {Asked & { kind: "presets", legend: string, target: string,
 *   options: { label: string, ticks: string[] }[] }} Presets */
/** @typedef {Asked & { kind: "scale", legend: string, low: number, high: number, low_word: string,
 *   high_word: string, short: string }} Scale */
/** @typedef {Asked & { kind: "date", label: string, ahead: boolean, latest: string | null }} Day */
/** @typedef {Asked & { kind: "go", to: string, label: string, none_of: string, none: string }} Go */
/** @typedef {Asked & { kind: "fold", label: string }} Fold */
/** @typedef {Option & { kind: string, spot: string }} SoreSpot */
/** @typedef {Asked & { kind: "spots", legend: string, options: SoreSpot[], body: string }} Spots */
/** @typedef {Words | Ticks | Choice | Picked | Spots | Presets | Scale | Day | Go | Fold} Item */
/** @typedef {{ items: Item[], shown: { turn: number, heard: number, values?: Record<string, unknown> },
 *   kept_as: string }} Traits */

export const OPEN = "open"; // as widgets' questions.py has it

/** Whether an item is there to be seen.
 * @param {Asked["when"]} when
 * @param {Record<string, unknown>} answers */
export const isSeen = (when, answers) =>
  (when ?? []).every((answer, place, all) => place % 2 === 0 || answers[String(all[place - 1])] === answer);

export const FIRST_DAY = "2000-01-01"; // as workbook/diary/day.py has them
export const LAST_DAY = "2099-12-31";

/** The last day that a question about a day takes.
 * @param {Pick<Day, "ahead" | "latest">} item
 * @param {string} today */
export function lastDay({ ahead, latest }, today) {
  if (ahead) return LAST_DAY;
  return latest !== null && latest > today ? latest : today;
}

/** Whether a day makes sense as an answer. A browser that is typed into calls the years 2, 20 and 202 complete.
 * @param {string} day
 * @param {string} last */
export const isPlausible = (day, last) => day >= FIRST_DAY && day <= last && day.length === LAST_DAY.length;

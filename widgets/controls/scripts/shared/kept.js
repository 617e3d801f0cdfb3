// What this browser keeps: the diary, and what was touched and is not in the diary yet. Every write is one
// `setItem`, which a crash leaves done or not done, never half done. Shared by the widgets that keep something.
//
// All of it; a key with - at its end is how several begin. The privacy text says the same, in these words.
//
// | key                       | storage | what for                                         |
// |---------------------------|---------|--------------------------------------------------|
// | strength-guide-diary      | local   | your answers, your check-ins and your sessions   |
// | strength-guide-draft-     | local   | what you have begun to fill in                   |
// | strength-guide-player     | local   | a session that is running                        |
// | strength-guide-unit       | local   | whether you weigh in kg or lb                    |
// | strength-guide-voice      | local   | whether a session speaks to you                  |
// | strength-guide-page       | local   | the page as you left it                          |
// | strength-guide-set-aside- | local   | what could not be read                           |
// | strength-guide-copied     | local   | when you last took a copy of your diary          |
// | strength-guide-try        | local   | a word to see whether it keeps anything          |
// | strength-guide-link       | session | a diary that a link brought, until it was heard  |

/** @import { AnyModel } from "@anywidget/types" */

export const KEPT = "strength-guide";
export const DIARY = `${KEPT}-diary`;
export const DRAFT = `${KEPT}-draft-`;
export const SESSION = `${KEPT}-player`;
export const ASIDE = `${KEPT}-set-aside`;
export const COPIED = `${KEPT}-copied`;
export const PAGE = `${KEPT}-page`;
export const LINK = `${KEPT}-link`;

/** Whether a diary is shown that is only looked at: then nothing is kept, and nothing that is kept changes. */
export const guest = () => Boolean(document.documentElement.dataset.guest);

/** Where a key is kept: which link was followed is each tab's own.
 * @param {string} key */
const storageOf = (key) => (key === LINK ? sessionStorage : localStorage);

/** What is kept under a key; null where there is nothing or the browser refuses.
 * @param {string} key */
export function kept(key) {
  try {
    return storageOf(key).getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text, or with null nothing, and says whether the browser did.
 * @param {string} key
 * @param {string | null} text
 * @returns {boolean} */
export function keep(key, text) {
  if (guest()) return true;
  try {
    if (text === null) storageOf(key).removeItem(key);
    else storageOf(key).setItem(key, text);
    return true;
  } catch {
    return text !== null && madeRoom(key) && keep(key, text);
  }
}

/** Takes the page as it was left away, which is made anew at each visit, for what a runner has entered.
 * @param {string} key of what found no room */
function madeRoom(key) {
  if (key === PAGE || kept(PAGE) === null) return false;
  return keep(PAGE, null) && kept(PAGE) === null;
}

/** Whether the browser keeps anything at all. */
export function keeps() {
  const done = keep(`${KEPT}-try`, "1");
  keep(`${KEPT}-try`, null);
  return done;
}

/** Every key of ours that the browser has; in this tab alone with `sessionStorage`.
 * @param {"localStorage" | "sessionStorage"} storage */
export function keys(storage = "localStorage") {
  try {
    return Object.keys(window[storage]).filter((key) => key.startsWith(KEPT));
  } catch {
    return [];
  }
}

/** Takes what is kept away; every script of the page drops what it holds of it.
 * @param {("localStorage" | "sessionStorage")[]} storages */
function forgetIn(...storages) {
  for (const storage of storages) for (const key of keys(storage)) window[storage].removeItem(key);
  window.dispatchEvent(new Event("guide-forgotten"));
}

export const forgetAll = () => forgetIn("localStorage", "sessionStorage");
/** Only what is this tab's own. */
export const forgetTab = () => forgetIn("sessionStorage");

/** What a text holds as JSON; null where it is none.
 * @param {string | null} text
 * @returns {unknown} */
export function read(text) {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Keeps a text that cannot be read, once, for its owner to download.
 * @param {string | null} text */
export function setAside(text) {
  const before = keys().filter((key) => key.startsWith(ASIDE));
  if (text === null || before.some((key) => kept(key) === text)) return;
  const key = `${ASIDE}-${new Date().toISOString()}`;
  const same = before.filter((other) => other.startsWith(key)).length; // in a millisecond
  keep(same ? `${key}-${same}` : key, text);
}

/** A text's answers, item to answer; null where it holds none.
 * @param {string | null} text
 * @returns {Record<string, unknown> | null} */
function answersIn(text) {
  const found = read(text);
  return found && typeof found === "object" && !Array.isArray(found) ? { ...found } : null;
}

/** What was touched in a group of questions and is not in the diary yet: item to answer.
 * @param {string} name
 * @returns {Record<string, unknown>} */
export const draft = (name) => (guest() ? null : answersIn(kept(DRAFT + name))) ?? {};

/** Adds one touched item to a draft; another tab's items stay.
 * @param {string} name
 * @param {string} item
 * @param {unknown} answer */
export function touch(name, item, answer) {
  if (!name) return true;
  const before = kept(DRAFT + name);
  if (before !== null && !answersIn(before)) setAside(before);
  return keep(DRAFT + name, JSON.stringify({ ...draft(name), [item]: answer }));
}

/** Ends what a draft holds of these answers; what was touched since then stays.
 * @param {string} name
 * @param {Record<string, unknown>} answers */
export function settle(name, answers) {
  const open = answersIn(kept(DRAFT + name));
  if (!open) return; // what cannot be read is set aside by whoever is told so
  const rest = without(open, answers);
  keep(DRAFT + name, Object.keys(rest).length ? JSON.stringify(rest) : null);
}

/** Answers but those that others hold just so.
 * @param {Record<string, unknown>} answers
 * @param {Record<string, unknown>} others
 * @returns {Record<string, unknown>} */
export function without(answers, others) {
  const same = (/** @type {unknown} */ one, /** @type {unknown} */ other) =>
    JSON.stringify(one) === JSON.stringify(other ?? null);
  return Object.fromEntries(Object.entries(answers).filter(([item, answer]) => !same(answer, others[item])));
}

/** Tells the kernel, if there is one; a page that has lost its kernel goes on all the same.
 * @param {Pick<AnyModel, "send">} model
 * @param {object} message */
export function tell(model, message) {
  try {
    model.send(message);
  } catch {
    // the connection's banner says so, and what was touched is kept as a draft
  }
}

/** As `tell`, by a trait of the widget.
 * @template {Record<string, unknown>} T
 * @template {keyof T} K
 * @param {Pick<AnyModel<T>, "get" | "set" | "save_changes">} model
 * @param {K} name
 * @param {T[K]} value */
export function tellTrait(model, name, value) {
  if (model.get(name) === value) return;
  try {
    model.set(name, value);
    model.save_changes();
  } catch {
    // as above
  }
}

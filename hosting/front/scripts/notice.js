// What is said at the foot of the page about its engine: nothing, while all is as it should be.

import { keeps } from "../../../widgets/controls/scripts/shared/kept.js";

/** @import { State } from "./engine.js" */

const SLOW = 4000; // milliseconds that an engine may take without a word
const UPDATING = "It is being brought up to date.";
const KEPT = "What you entered is kept in this browser.";
const OPEN = "This browser refuses to keep what you entered: leave this page open.";

/** @param {boolean} kept whether this browser keeps what is entered
 * @returns {Partial<Record<State, string>>} */
const sayings = (kept) => ({
  late: kept
    ? "Still working on it; what you entered is kept. It may take a moment longer."
    : `Still working on it. It may take a moment longer. ${OPEN}`,
  full: `Full just now: every place here is taken. ${kept ? KEPT : OPEN} This page asks again by itself.`,
  unheard: `Your network does not seem to let this page's live connection (a WebSocket) through. Another network, such as
    mobile data, may do so. ${kept ? KEPT : OPEN}`,
  other: kept
    ? `This guide was renewed while you had it open. ${KEPT} Reload the page to go on.`
    : `This guide was renewed while you had it open. This browser refuses to keep what you entered: note it down, then
      reload the page and enter it again.`,
  missing: `A part of this guide is missing where it comes from, so no programme can be worked out just now.
    ${kept ? KEPT : OPEN} Please try again later.`,
});
/** In tens, because each other sentence would be read out.
 * @param {number} share */
const starting = (share) => {
  const tens = 10 * Math.floor(10 * share);
  const pressed = document.body.hasAttribute("data-pressed");
  const meanwhile = pressed ? "what you pressed is done then, so leave this page open." : "you can answer already.";
  return `Getting ready${tens < 100 ? `, ${tens} %` : ", almost there"}: ${meanwhile}`;
};
const RELOADS = new Set(["late", "unheard", "other"]);

/** A day in words.
 * @param {string} day as YYYY-MM-DD */
const inWords = (day) =>
  new Date(`${day}T12:00`).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });

/** Says how it stands.
 * @param {{ printable?: string, alone?: string, left?: string }} page what can be read without a connection, the page
 *   that needs no server, and the day on which the page was left that is shown meanwhile */
export function noticeOf({ printable, alone, left }) {
  const strip = document.createElement("div");
  strip.className = "guide-notice";
  strip.setAttribute("role", "status");
  strip.hidden = true;
  document.body.append(strip);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let slow;

  /** @param {State} state
   * @param {number} [share] of its files that has come, of a starting one */
  const say = (state, share) => {
    const before = left && state !== "here" ? `As you left it on ${inWords(left)}. ` : "";
    const kept = keeps();
    const said = state === "starting" ? starting(share ?? 0) : sayings(kept)[state];
    strip.className = state === "starting" ? "guide-notice guide-notice-quiet" : "guide-notice";
    const sentence = `${before}${said ?? (before && UPDATING)}`;
    if (state === "starting" && strip.firstChild?.textContent === sentence) return; // it would be read out again
    strip.hidden = !sentence;
    strip.replaceChildren(sentence);
    if (!sentence) return;
    const links = [];
    if (RELOADS.has(state) && (kept || state === "other")) links.push(link("", "Reload the page"));
    if (said && alone && state !== "other") links.push(link(alone, "Go on without the server", kept));
    if (said && printable) links.push(link(printable, "Read a programme that needs no connection", kept));
    strip.append(...links);
  };

  return (/** @type {State} */ state, /** @type {number} */ share = 0) => {
    clearTimeout(slow);
    if (state === "asked") slow = setTimeout(() => say("late"), SLOW);
    if (state !== "asked" || left) say(state, share);
  };
}

/** @param {string} href
 * @param {string} words
 * @param {boolean} [leaves] whether it takes the place of the page, where nothing is lost with that */
function link(href, words, leaves = true) {
  const made = document.createElement("a");
  if (!leaves) made.target = "_blank";
  made.href = href;
  made.textContent = words;
  return made;
}

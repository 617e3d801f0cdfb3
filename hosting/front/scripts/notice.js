// What is said at the foot of the page about its engine: nothing, while all is as it should be.

/** @import { State } from "./engine.js" */

const SLOW = 4000; // milliseconds that an engine may take without a word
const UPDATING = "It is being brought up to date.";
const KEPT = "What you entered is kept in this browser.";

/** @type {Partial<Record<State, string>>} */
const SAYS = {
  late: "Still working on it; what you entered is kept. It may take a moment longer.",
  full: `Full just now: every place here is taken. ${KEPT} This page asks again by itself.`,
  unheard: `Your network does not seem to let this page's live connection (a WebSocket) through. Another network, such as
    mobile data, may do so. ${KEPT}`,
  other: `This guide was renewed while you had it open. ${KEPT} Reload the page to go on.`,
};
const RELOADS = new Set(["late", "unheard", "other"]);

/** A day in words.
 * @param {string} day as YYYY-MM-DD */
const inWords = (day) =>
  new Date(`${day}T12:00`).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });

/** Says how it stands.
 * @param {{ printable?: string, left?: string }} page what can be read without a connection, and the day on which the
 *   page was left that is shown meanwhile */
export function noticeOf({ printable, left }) {
  const strip = document.createElement("div");
  strip.className = "guide-notice";
  strip.setAttribute("role", "status");
  strip.hidden = true;
  document.body.append(strip);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let slow;

  /** @param {State} state */
  const say = (state) => {
    const before = left && state !== "here" ? `As you left it on ${inWords(left)}. ` : "";
    const sentence = `${before}${SAYS[state] ?? (before && UPDATING)}`;
    strip.hidden = !sentence;
    strip.replaceChildren(sentence);
    if (!sentence) return;
    const links = [];
    if (RELOADS.has(state)) links.push(link("", "Reload the page"));
    if (SAYS[state] && printable) links.push(link(printable, "Read a programme that needs no connection"));
    strip.append(...links);
  };

  return (/** @type {State} */ state) => {
    clearTimeout(slow);
    if (state === "asked") slow = setTimeout(() => say("late"), SLOW);
    if (state !== "asked" || left) say(state);
  };
}

/** @param {string} href
 * @param {string} words */
function link(href, words) {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = words;
  return made;
}

// Which of the things that widgets say are no answers: a page that is only read says nothing else, and needs no engine.

/** @import { Said } from "./comm.js" */

/** Kinds of messages, and names of traits. The day, the place in the page, what stands in a form from the beginning and
 * what the browser promises are told to whichever engine comes; nobody has to come for them. */
export const READING = {
  kinds: new Set(["day", "exercise", "preset", "there?"]),
  traits: new Set(["place", "refused", "promised", "copy_due"]),
};

/** What the page itself asks: that all places show what follows from the last answer. */
export const SETTLE = "settle";

/** Whether a message can wait until there is an engine for another reason.
 * @param {Pick<Said, "type" | "content">} message */
export function isReading({ type, content: { data } }) {
  if (type !== "comm_msg") return false;
  const kind = data.content?.kind;
  if (data.method === "custom") return kind === SETTLE || READING.kinds.has(kind);
  return data.method === "update" && Object.keys(data.state).every((name) => READING.traits.has(name));
}

/** Whether something of a programme may follow from a message, so that until it was heard none is to be offered: any
 * answer, and what this browser has kept of earlier ones, unless the page that is shown followed from just that.
 * @param {Pick<Said, "type" | "content">} message
 * @param {(diary: unknown) => boolean} known whether it followed from this diary */
export function isAnswer(message, known) {
  const { data } = message.content;
  if (isReading(message) || data?.method !== "custom") return false;
  const { kind, text, drafts } = data.content ?? {};
  return !(kind === "found" && known(text) && !Object.keys(drafts ?? {}).length);
}

/** The exercise that a message asks to be shown; null where it asks for none.
 * @param {Pick<Said, "content">} message
 * @returns {string | null} */
export function exerciseAsked({ content: { data } }) {
  return data.method === "custom" && data.content?.kind === "exercise" ? String(data.content.id) : null;
}

/** Whether a message leaves each place as it is: all others may change places that are not seen.
 * @param {Pick<Said, "type" | "content">} message */
export function changesNothing(message) {
  return isReading(message) && message.content.data.content?.kind !== "day";
}

/** Whether a message is a press of a button, of which nothing is kept until it was heard.
 * @param {Pick<Said, "content">} message */
export const isPress = ({ content: { data } }) => data?.method === "custom" && data.content?.event === "click";

/** Whether a message only asks if somebody is there: where nobody is, it is not kept for whoever comes.
 * @param {Pick<Said, "content">} message */
export const isProbe = ({ content: { data } }) => data?.method === "custom" && data.content?.kind === "there?";

/** What of some states the page itself says, and no engine: it is told to each that comes.
 * @param {Record<string, Record<string, unknown>>} states by widget, and by trait
 * @returns {Record<string, Record<string, unknown>>} */
export function ownTraits(states) {
  const own = Object.entries(states).map(([id, state]) => [
    id,
    Object.fromEntries(Object.entries(state).filter(([name]) => READING.traits.has(name))),
  ]);
  return Object.fromEntries(own.filter(([, state]) => Object.keys(state).length));
}

// Keeps the diary in this browser: merged with what is there, told to the kernel, never half written.

import {
  ASIDE,
  COPIED,
  DIARY,
  DRAFT,
  dayHere,
  forgetAll,
  forgetTab,
  guest,
  KEPT,
  keep,
  kept,
  keys,
  read,
  tell,
} from "../shared/kept.js";
import { takeDiary } from "./address.js";
import { union } from "./union.js";

const COPY_EVERY_DAYS = 21;

function copyIsDue() {
  const copied = Date.parse(kept(COPIED) ?? "");
  const now = Date.now();
  if (Number.isNaN(copied) || copied > now) keep(COPIED, new Date(now).toISOString());
  return now - copied > COPY_EVERY_DAYS * 86_400_000;
}

/** Keeps a text that cannot be read, for its owner to download. */
function setAside(text) {
  return text === null || keep(`${ASIDE}-${new Date().toISOString()}`, text);
}

/** Every draft as it is kept; null for one that is no JSON. */
function drafts() {
  const found = keys().filter((key) => key.startsWith(DRAFT));
  return Object.fromEntries(found.map((key) => [key.slice(DRAFT.length), read(kept(key))]));
}

/** The page in other tabs, which are told what storage alone does not say; null in a browser that has no such thing. */
function otherTabs() {
  try {
    return new BroadcastChannel(KEPT);
  } catch {
    return null;
  }
}

/** What the keeping gives the panel. */
export const diaryHere = {
  /** Tells the kernel what is here, once the page is drawn: before that, its answers could reach widgets whose scripts
   * are still loading, and be lost. */
  begin() {},
  /** Forgets everything in this browser. */
  forget() {},
  /** Whether a link was followed, and its answer is to be seen. */
  linkCame: false,
};

export function initialize({ model }) {
  const tabs = otherTabs();
  let begun = false;
  let link = takeDiary();
  let told = null; // what was kept here when the kernel was last told of it
  let number = 0; // of that time
  let seen = null; // what was kept here and is in the kernel's diary, or set aside
  let unheard = 0; // times that all was forgotten, and the kernel may still speak of what was before

  const report = (text, open = {}) => {
    told = text;
    number += 1;
    tell(model, { kind: "found", number, text: text ?? "", drafts: open });
  };

  const write = () => {
    const text = model.get("text");
    if (guest() || unheard) return;
    const there = kept(DIARY);
    if (!text) {
      keep(DIARY, null);
      seen = null;
      return;
    }
    if (there === null && seen !== null) {
      drop(); // forgotten in another tab while this one slept
      return;
    }
    const whole = there === null || there === seen ? text : union(there, text);
    if (whole === null) {
      if (there !== told) report(there);
      return;
    }
    const done = keep(DIARY, whole);
    model.set("refused", !done);
    if (done) seen = whole;
    if (whole !== text) report(whole);
    model.set("copy_due", copyIsDue());
    navigator.storage?.persist?.().then(
      (yes) => model.set("promised", yes),
      () => {},
    );
  };

  /** Forgets in this tab, whose kernel is told so; until it has heard, nothing that it says is kept. */
  const dropAs = (kind, away) => {
    delete document.documentElement.dataset.guest;
    if (seen !== null && kept(DIARY) === seen) keep(DIARY, null);
    seen = told = link = null;
    unheard += 1;
    away();
    tell(model, { kind });
  };
  /** After another tab has forgotten: what has been kept since then stays. */
  const drop = () => dropAs("forgotten", forgetTab);
  diaryHere.forget = () => {
    dropAs("forget", forgetAll);
    tabs?.postMessage({ kind: "forgotten" });
  };

  const said = ({ kind, name, number: answered, ...gone }) => {
    if (kind === "forgotten") {
      unheard = Math.max(0, unheard - 1);
      if (!unheard && kept(DIARY) !== null) report(kept(DIARY)); // another tab has begun anew
    }
    if (kind === "set aside") setAside(told);
    if (kind === "set aside" || (kind === "merged" && answered === number)) {
      seen = told;
      if (model.get("text")) write();
    }
    if (kind === "draft aside") {
      setAside(kept(DRAFT + name));
      keep(DRAFT + name, null);
    }
    if (kind === "undone") {
      seen = kept(DIARY);
      tabs?.postMessage({ kind, ...gone });
    }
  };

  const heard = ({ data }) => {
    if (data?.kind === "forgotten") drop();
    if (data?.kind === "undone") {
      seen = null; // it may be gone from here without being forgotten
      tell(model, data);
    }
  };

  const elsewhere = ({ key, newValue }) => {
    if (key === DIARY && newValue !== null && !guest() && !unheard) report(newValue);
  };

  const looking = () => {
    const was = guest();
    if (model.get("guest")) document.documentElement.dataset.guest = "yes";
    else delete document.documentElement.dataset.guest;
    if (guest() === was) return;
    window.dispatchEvent(new Event("guide-guest"));
    if (was && !unheard) report(kept(DIARY), drafts());
  };

  const arrived = () => {
    link = takeDiary() ?? link;
    if (link === null || !begun) return;
    diaryHere.linkCame = true;
    tell(model, { kind: "link", packed: link });
    link = null;
  };

  const connected = () => {
    if (unheard) tell(model, { kind: "forget" }); // the connection may have swallowed it
  };

  let day = null; // as the kernel was last told
  const clock = () => {
    if (day === dayHere()) return;
    const later = day !== null;
    day = dayHere();
    tell(model, { kind: "day", day, offset: -new Date().getTimezoneOffset() });
    if (later) window.dispatchEvent(new Event("guide-day"));
  };

  diaryHere.begin = () => {
    begun = true;
    clock();
    const open = drafts();
    if (kept(DIARY) !== null || Object.keys(open).length) report(kept(DIARY), open);
    arrived();
  };
  model.set("refused", !keep(`${KEPT}-try`, "1"));
  keep(`${KEPT}-try`, null);
  if (kept(DIARY) !== null) model.set("copy_due", copyIsDue());
  model.on("msg:custom", said);
  model.on("change:text", write);
  const minutes = setInterval(clock, 20_000);
  document.addEventListener("visibilitychange", clock);
  model.on("change:guest", looking);
  tabs?.addEventListener("message", heard);
  window.addEventListener("storage", elsewhere);
  window.addEventListener("hashchange", arrived);
  window.addEventListener("guide-connected", connected);
  return () => {
    tabs?.close();
    model.off("msg:custom", said);
    model.off("change:text", write);
    clearInterval(minutes);
    document.removeEventListener("visibilitychange", clock);
    model.off("change:guest", looking);
    window.removeEventListener("storage", elsewhere);
    window.removeEventListener("hashchange", arrived);
    window.removeEventListener("guide-connected", connected);
  };
}

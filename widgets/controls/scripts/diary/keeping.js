// Keeps the diary in this browser: merged with what is there, told to the kernel, never half written.

import { dayHere } from "../shared/day.js";
import { DIARY, forgetAll, forgetTab, guest, keep, keeps, kept, LINK, setAside, tell } from "../shared/kept.js";
import { takeDiary } from "./address.js";
import { copyIsDue, otherTabs } from "./at_hand.js";
import { Drafts } from "./drafts.js";
import { union } from "./union.js";

/** @import { AnyModel, Initialize } from "@anywidget/types" */
/** @import { Aside } from "./drafts.js" */

/** As widgets' BrowserDiary has them.
 * @typedef {{ text: string, guest: string, says: string, offer: string, undo: string, refused: boolean,
 *   promised: boolean, copy_due: boolean, name: string, shared: { link?: string, code?: string } }} Traits */

/** What the kernel or another tab says. `brought` and `replaced` are texts of diaries, of what was `undone`.
 * @typedef {{ kind: "forgotten" | "set aside" } | { kind: "merged", number: number }
 *   | Aside | Undone} Message */
/** @typedef {{ kind: "undone", brought: string, replaced: string }} Undone */

/** What the keeping gives the panel. */
export const diaryHere = {
  /** Tells the kernel what is here, once the page is drawn: before that, its answers could reach widgets whose scripts
   * are still loading, and be lost. */
  begin() {},
  /** Forgets everything in this browser. */
  forget() {},
  /** Whether the kernel's diary is one that was forgotten here, of which it has not heard yet. */
  forgotten: () => false,
  /** Whether a link was followed, and its answer is to be seen. */
  linkCame: false,
};

/** The diary between this browser, its other tabs and the kernel. */
export class Keeping {
  #model;
  #tabs = otherTabs();
  #begun = false;
  #link = takeDiary() ?? kept(LINK);
  /** @type {string | null} what was kept here when the kernel was last told of it */
  #told = null;
  #number = 0; // of that time
  /** @type {string | null} what was kept here and is in the kernel's diary, or set aside */
  #seen = null;
  #unheard = 0; // times that all was forgotten, and the kernel may still speak of what was before
  #drafts = new Drafts();
  /** @type {string | null} as the kernel was last told */
  #day = null;

  /** @param {Omit<AnyModel<Traits>, "widget_manager">} model */
  constructor(model) {
    this.#model = model;
  }

  /** Tells the kernel what is kept here; a page calls it once it is drawn. */
  begin() {
    this.#begun = true;
    this.#clock();
    const open = this.#drafts.read();
    if (kept(DIARY) !== null || Object.keys(open).length) this.#report(kept(DIARY), open);
    this.#arrived();
  }

  forget() {
    this.#dropAs("forget", forgetAll);
    this.#tabs?.postMessage({ kind: "forgotten" });
  }

  get forgotten() {
    return this.#unheard > 0;
  }

  /** Listens until the function that it returns is called. */
  listen() {
    const model = this.#model;
    const ends = new AbortController();
    const { signal } = ends;
    const said = (/** @type {Message} */ message) => this.#said(message);
    const write = () => this.#write();
    const looking = () => this.#looking();
    const clock = () => this.#clock();
    const heard = () => diaryHere.linkCame && keep(LINK, null); // an offer, or what is the matter with it
    model.set("refused", !keeps());
    if (kept(DIARY) !== null) model.set("copy_due", copyIsDue());
    model.on("msg:custom", said);
    model.on("change:text", write);
    model.on("change:guest", looking);
    model.on("change:offer", heard);
    model.on("change:says", heard);
    const minutes = setInterval(clock, 20_000);
    document.addEventListener("visibilitychange", clock, { signal });
    this.#tabs?.addEventListener("message", ({ data }) => this.#heard(data), { signal });
    window.addEventListener("storage", (event) => this.#elsewhere(event), { signal });
    window.addEventListener("hashchange", () => this.#arrived(), { signal });
    window.addEventListener("guide-connected", () => this.#connected(), { signal });
    return () => {
      this.#tabs?.close();
      ends.abort();
      clearInterval(minutes);
      model.off("msg:custom", said);
      model.off("change:text", write);
      model.off("change:guest", looking);
      model.off("change:offer", heard);
      model.off("change:says", heard);
    };
  }

  /** @param {string | null} text
   * @param {Record<string, unknown>} open drafts */
  #report(text, open = {}) {
    this.#told = text;
    this.#number += 1;
    tell(this.#model, { kind: "found", number: this.#number, text: text ?? "", drafts: open });
  }

  /** Keeps the kernel's diary, with what another tab kept meanwhile. */
  #write() {
    const text = this.#model.get("text");
    if (guest() || this.#unheard) return;
    const there = kept(DIARY);
    if (!text) {
      keep(DIARY, null);
      this.#seen = null;
      return;
    }
    if (there === null && this.#seen !== null) {
      this.#drop(); // forgotten in another tab while this one slept
      return;
    }
    const whole = there === null || there === this.#seen ? text : union(there, text);
    if (whole === null) {
      if (there !== this.#told) this.#report(there);
      return;
    }
    const done = keep(DIARY, whole);
    this.#model.set("refused", !done);
    if (done) this.#seen = whole;
    if (whole !== text) this.#report(whole);
    this.#model.set("copy_due", copyIsDue());
    navigator.storage?.persist?.().then(
      (yes) => this.#model.set("promised", yes),
      () => {},
    );
  }

  /** Forgets in this tab, whose kernel is told so; until it has heard, nothing that it says is kept.
   * @param {"forget" | "forgotten"} kind
   * @param {() => void} away */
  #dropAs(kind, away) {
    delete document.documentElement.dataset.guest;
    if (this.#seen !== null && kept(DIARY) === this.#seen) keep(DIARY, null);
    this.#seen = this.#told = this.#link = null;
    this.#unheard += 1;
    away();
    tell(this.#model, { kind });
  }

  /** After another tab has forgotten: what has been kept since then stays. */
  #drop() {
    this.#dropAs("forgotten", forgetTab);
  }

  /** What the kernel says.
   * @param {Message} message */
  #said(message) {
    const { kind } = message;
    if (kind === "forgotten") {
      this.#unheard = Math.max(0, this.#unheard - 1);
      if (!this.#unheard && kept(DIARY) !== null) this.#report(kept(DIARY)); // another tab has begun anew
    }
    if (kind === "set aside") setAside(this.#told);
    if (kind === "set aside" || (kind === "merged" && message.number === this.#number)) {
      this.#seen = this.#told;
      if (this.#model.get("text")) this.#write();
    }
    if (kind === "draft aside") this.#drafts.setAside(message);
    if (kind === "undone") {
      this.#seen = kept(DIARY);
      this.#tabs?.postMessage(message);
    }
  }

  /** What another tab says.
   * @param {Message | undefined} message */
  #heard(message) {
    if (message?.kind === "forgotten") this.#drop();
    if (message?.kind === "undone") {
      this.#seen = null; // it may be gone from here without being forgotten
      tell(this.#model, message);
    }
  }

  /** @param {StorageEvent} event */
  #elsewhere({ key, newValue }) {
    if (key === DIARY && newValue !== null && !guest() && !this.#unheard) this.#report(newValue);
  }

  /** Somebody's diary is looked at from now on, or no longer. */
  #looking() {
    const was = guest();
    if (this.#model.get("guest")) document.documentElement.dataset.guest = "yes";
    else delete document.documentElement.dataset.guest;
    if (guest() === was) return;
    window.dispatchEvent(new Event("guide-guest"));
    if (was && !this.#unheard) this.#report(kept(DIARY), this.#drafts.read());
  }

  /** A link with a diary may have been followed. */
  #arrived() {
    this.#link = takeDiary() ?? this.#link;
    if (this.#link === null || !this.#begun) return;
    diaryHere.linkCame = true;
    tell(this.#model, { kind: "link", packed: this.#link });
    this.#link = null;
  }

  #connected() {
    if (this.#unheard) tell(this.#model, { kind: "forget" }); // the connection may have swallowed it
  }

  /** Tells the kernel of the day, once each. */
  #clock() {
    const day = dayHere();
    if (this.#day === day) return;
    const later = this.#day !== null;
    this.#day = day;
    tell(this.#model, { kind: "day", day, offset: -new Date().getTimezoneOffset() });
    if (later) window.dispatchEvent(new Event("guide-day"));
  }
}

/** @type {Initialize<Traits>} */
export function initialize({ model }) {
  const keeping = new Keeping(model);
  diaryHere.begin = () => keeping.begin();
  diaryHere.forget = () => keeping.forget();
  diaryHere.forgotten = () => keeping.forgotten;
  return keeping.listen();
}

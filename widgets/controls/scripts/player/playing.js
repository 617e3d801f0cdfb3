// The player in the page: it hands what happens to the machine, and does what the machine says.

import { guest, kept, SESSION, tellTrait } from "../shared/kept.js";
import { around, part } from "../shared/parts.js";
import { tapOnce } from "../shared/taps.js";
import { fullScreen } from "./device/full_screen.js";
import { screenLock } from "./device/screen_lock.js";
import { heedFields, unitNow } from "./fields.js";
import { closedThere, keptSession, someId } from "./kept_session.js";
import { next, runs } from "./machine.js";
import { offered } from "./offered.js";
import { sessionPost } from "./post.js";
import { clockNow, FRAME, screenOf } from "./screen.js";
import { isFull, isLeftBehind, needsScreen, secondsLeft, weightOf } from "./session_state.js";
import { signsTold } from "./signs.js";
import { signals } from "./sound/signals.js";
import { stage } from "./stage.js";
import { IDLE, speak } from "./step.js";

/** @import { AnyModel } from "@anywidget/types" */
/** @import { Effect, Event as Happening, Player, Press } from "./step.js" */
/** @import { Session } from "./session_state.js" */

/** As widgets' Player has them; the session is empty where none is on offer.
 * @typedef {{ session: Session | { items?: undefined, signs?: undefined }, again: string, running: boolean,
 *   held: string[] }} Traits */

const TICK = 100; // milliseconds
const TAB = someId();

export class Playing {
  #model;
  /** Says a sentence on the page.
   * @type {(sentence: string) => void} */
  #say;
  #stage;
  #full;
  #signals;
  #shared = keptSession();
  #lock = screenLock();
  #post;
  #offered;
  #signs;
  /** @type {Player} */
  #player = IDLE;
  #wasBehind = false;

  /** @param {AnyModel<Traits>} model
   * @param {HTMLElement} el */
  constructor(model, el) {
    el.classList.add("player");
    el.innerHTML = FRAME;
    this.#model = model;
    const note = part(el, ".player-note", HTMLElement);
    this.#say = (sentence) => {
      note.textContent = sentence;
    };
    this.#stage = stage(part(el, ".player-screen", HTMLElement), part(el, ".player-page", HTMLElement));
    this.#full = fullScreen(part(el, "dialog", HTMLDialogElement), el, () =>
      this.#happens({ kind: "press", press: "leave" }),
    );
    const running = () => (this.#behind ? null : this.#player.state);
    const redraw = () => this.#player.state && this.#draw();
    this.#signals = signals(part(el, ".player-hush", HTMLElement), TAB, running, redraw);
    this.#post = sessionPost(model, this.#say);
    const isHeld = () => this.#signs.look().length > 0;
    this.#offered = offered(model, el, this.#say, () => this.#begin(), isHeld);
    tapOnce(el);
    el.addEventListener("click", (event) => this.#pressed(around(event, "[data-do]")?.dataset.do));
    el.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#happens({ kind: "hurt" });
    });
    const happens = (/** @type {Happening} */ event) => this.#happens(event);
    heedFields(el, happens, (field) => this.#sayFault(field));
    this.#signs = signsTold(
      model,
      () => this.#player.state?.session,
      (held) => happens({ kind: "held", held }),
    );
  }

  /** Shows what there is, and listens until the function that it returns is called. */
  listen() {
    const ends = new AbortController();
    const heard = { capture: true, signal: ends.signal };
    const drawOffer = () => !this.#player.state && this.#draw();
    this.#looked();
    const clock = setInterval(() => this.#tick(), TICK);
    const looks = new MutationObserver(() => this.#looked());
    looks.observe(document.documentElement, { attributeFilter: ["data-guest"] });
    document.addEventListener("visibilitychange", () => this.#seen(), heard);
    for (const kind of ["click", "touchend"]) document.addEventListener(kind, () => this.#tapped(), heard);
    window.addEventListener("storage", ({ key }) => (key === SESSION || key === null) && this.#follow(), heard);
    window.addEventListener("guide-forgotten", () => this.#forgotten(), heard);
    this.#model.on("change:session change:again", drawOffer);
    this.#signs.listen();
    return () => {
      clearInterval(clock);
      looks.disconnect();
      ends.abort();
      this.#model.off("change:session change:again", drawOffer);
      this.#signs.stop();
      this.#offered.stop();
      this.#post.stop();
      this.#lock.letGo();
      this.#signals.end();
      this.#full.stop();
    };
  }

  get #unit() {
    return unitNow(this.#player.unit);
  }

  get #behind() {
    return this.#player.state !== null && isLeftBehind(this.#player.state, Date.now());
  }

  /** @param {Happening} event */
  #happens(event) {
    const { player, effects } = next(this.#player, event, { now: Date.now(), tab: TAB, unit: this.#unit });
    this.#player = player;
    for (const effect of effects) this.#do(effect);
  }

  /** @param {Effect} effect */
  #do(effect) {
    const { state } = this.#player;
    switch (effect.kind) {
      case "draw":
        return this.#draw();
      case "clock":
        return state ? this.#stage.showClock(clockNow(state, Date.now())) : undefined;
      case "save":
        return this.#shared.save(state);
      case "focus":
        return this.#stage.focus(effect.where);
      case "signal":
        return this.#signals.give(effect.pitch, effect.length);
      case "speak":
        return this.#signals.speak(effect.says, effect.waits);
      case "hush":
        return this.#signals.voice.hush();
      case "say":
        return this.#say(effect.says);
      case "closed":
        return this.#say(closedThere(effect.id));
      case "post":
        return this.#post.send(effect.entry);
    }
  }

  #draw() {
    const { state, dropped, asked, held, saved } = this.#player;
    const waits = guest() && kept(SESSION) !== null;
    const offered = this.#model.get("session").items && !held.length ? this.#model.get("again") : null;
    const voice = this.#signals.voice.on();
    const ended = { dropped: dropped !== null, saved: saved !== null };
    const around = { ...ended, held, unit: this.#unit, looking: guest(), waits, offered, voice };
    const now = Date.now();
    const full = isFull(state, now);
    this.#wasBehind = this.#behind;
    this.#stage.draw(screenOf(state, { ...asked, ...around }, now), full, () => this.#full.want(full));
    this.#watch();
    this.#signals.showHint();
    tellTrait(this.#model, "running", Boolean(state));
  }

  /** Keeps the screen on while it is needed. */
  #watch() {
    const { state } = this.#player;
    if (state && needsScreen(state, Date.now()) && !this.#behind && !document.hidden) this.#lock.hold();
    else this.#lock.letGo();
  }

  /** Takes up what another tab made of the session. */
  #follow() {
    const found = this.#shared.news();
    if (found !== undefined) this.#happens({ kind: "followed", found });
  }

  #tick() {
    const { state } = this.#player;
    if (!state) return;
    this.#signs.look();
    const now = Date.now();
    if (this.#behind !== this.#wasBehind) this.#draw();
    if (!needsScreen(state, now)) this.#lock.letGo();
    if (runs(state, now) && (secondsLeft(state, now) ?? 0) <= 0) this.#follow();
    this.#happens({ kind: "tick" });
  }

  /** @param {string | undefined} deed the button's data-do */
  #pressed(deed) {
    if (!deed) return;
    if (deed === "begin" || deed === "sound" || this.#player.state?.sound) this.#signals.wake();
    if (deed === "voice") return this.#voiced();
    if (deed === "begin") return this.#offered.start();
    this.#happens({ kind: "press", press: /** @type {Press} */ (deed) });
  }

  #begin() {
    this.#follow();
    const offer = this.#model.get("session");
    if (offer.items) this.#happens({ kind: "begin", offer, id: someId() });
  }

  /** The voice is chosen, and says at once where the session is, or falls silent. */
  #voiced() {
    const { state } = this.#player;
    this.#signals.voice.toggle();
    this.#draw();
    if (state) this.#do(speak(state, Date.now()));
  }

  /** @param {HTMLElement} field */
  #sayFault(field) {
    const done = this.#player.state?.done[field.dataset.weight ?? ""];
    if (done) this.#stage.sayFault(field, weightOf(done, this.#unit).fault ?? "");
  }

  #tapped() {
    const { state } = this.#player;
    if (!state || state.over || navigator.userActivation?.isActive === false) return;
    if (state.sound) this.#signals.wake();
    this.#happens({ kind: "touched" });
    this.#signals.showHint();
  }

  #seen() {
    if (!document.hidden) this.#follow();
    this.#signs.look();
    this.#watch();
  }

  /** Somebody's diary is looked at from now on, or no longer: the runner's own session stays where it is kept. */
  #looked() {
    this.#player = IDLE;
    this.#shared.lookAgain();
    this.#follow();
    this.#signs.look();
    this.#draw();
  }

  #forgotten() {
    this.#shared.forget();
    this.#post.forget();
    this.#signals.voice.forget();
    this.#say("");
    this.#happens({ kind: "left" });
  }
}

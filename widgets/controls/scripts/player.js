// A session to follow, run by the browser alone: it goes on when the kernel is gone, and after a reload it is where it
// was. Every tab shows the one session that runs, and the tab that was touched last gives its signals.

import { closedThere, keptSession, onlyLooking, SESSION_KEY, someId } from "./player/kept_session.js";
import { sessionPost } from "./player/post.js";
import { clockNow, missingOf, screenOf } from "./player/screen.js";
import { screenLock } from "./player/screen_lock.js";
import {
  after,
  begun,
  elapsed,
  entryOf,
  faultOf,
  isBegun,
  isLeftBehind,
  isPaused,
  needsScreen,
  secondsLeft,
  weightOf,
} from "./player/session_state.js";
import { tones } from "./player/tones.js";
import { LIMITS } from "./player/weight.js";
import { KEPT, keep, kept } from "./shared/kept.js";
import { tapOnce } from "./shared/taps.js";

const UNIT_KEY = `${KEPT}-unit`;
const TICK = 100;
const TAB = someId();

function render({ model, el }) {
  let state = null;
  let dropped = null; // a session that was ended without saving, until another is begun
  let view = {};
  let beeped = null;
  let wasBehind = false;
  el.classList.add("player");
  el.innerHTML = `<p class="player-note" role="status"></p><p class="player-hush" role="status"></p><div></div>`;
  const [note, hush, screen] = el.children;
  tapOnce(el);

  const now = () => Date.now();
  const behind = () => state !== null && isLeftBehind(state, now());
  const say = (sentence) => (note.textContent = sentence);
  const unit = () => [view.unit, kept(UNIT_KEY)].find((one) => Object.hasOwn(LIMITS, one)) ?? "kg";
  const shared = keptSession();
  const post = sessionPost(model, say);
  const lock = screenLock();
  const sound = tones(hint);

  function hint() {
    const silent = state !== null && !state.over && state.sound && sound.hushed() && !behind();
    if (silent !== Boolean(hush.textContent)) hush.textContent = silent ? "Tap anywhere to have sound again." : "";
  }

  const signal = (pitch, length = 0.12) => {
    if (state.tab !== TAB) return;
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pitch > 700 ? [120, 60, 120] : 60);
    if (state.sound) sound.play(pitch, length);
  };

  const focus = (where) => screen.querySelector(where)?.focus();

  const watch = () => {
    if (state && needsScreen(state, now()) && !behind() && !document.hidden) lock.hold();
    else lock.letGo();
  };

  function draw() {
    const { dataset, name } = screen.contains(document.activeElement) ? document.activeElement : { dataset: {} };
    wasBehind = behind();
    screen.innerHTML = screenOf(
      state,
      {
        ...view,
        unit: unit(),
        looking: onlyLooking(),
        waits: onlyLooking() && kept(SESSION_KEY) !== null,
        dropped: dropped !== null,
        offered: Boolean(model.get("session").items),
      },
      now(),
    );
    if (dataset.do) focus(screen.querySelector(`[data-do=${dataset.do}]`) ? `[data-do=${dataset.do}]` : "button");
    else if (dataset.weight) focus(`[data-weight="${dataset.weight}"]`);
    else if (name) focus(`[name=${name}]:is(:checked, select)`);
    watch();
    hint();
    if (model.get("running") === Boolean(state)) return;
    try {
      model.set("running", Boolean(state));
      model.save_changes();
    } catch {
      // as with tell
    }
  }

  /** Shows another state of the session, or none. */
  const show = (next) => {
    const moved = state && next?.id === state.id && (next.at === state.at + 1 || next.over) && !state.over;
    if (next?.at !== state?.at) beeped = null;
    state = next;
    if (moved) signal(880, 0.3);
    draw();
  };
  const set = (next) => {
    show(next);
    shared.save(state);
  };
  const act = (deed, told, asks = null) => {
    view = { ...view, asks };
    set({ ...after(state, deed, now(), told), tab: TAB });
  };
  /** As `act`, without drawing what is being typed in. */
  const noteDown = (deed, told) => {
    state = after(state, deed, now(), told);
    shared.save(state);
  };

  /** Takes up what another tab made of the session. */
  const follow = () => {
    const found = shared.news();
    if (found === undefined) return;
    if (state && !found) say(closedThere(state.id));
    if (found?.id !== state?.id) view = { unit: view.unit };
    show(found);
  };

  const tick = () => {
    if (!state) return;
    if (behind() !== wasBehind) draw();
    if (!needsScreen(state, now())) lock.letGo();
    const runs = () => state && !state.over && state.since !== null && !behind();
    if (runs() && secondsLeft(state, now()) <= 0) follow();
    if (!runs()) return;
    const left = Math.ceil(secondsLeft(state, now()));
    if (left <= 0) {
      set(elapsed(state, now()));
      return;
    }
    if (left <= 3 && left !== beeped) signal(440);
    beeped = left;
    const clock = screen.querySelector(".player-clock");
    if (clock) clock.textContent = clockNow(state, now());
  };

  const sayFault = (field) => {
    const id = field.dataset.weight;
    const place = screen.querySelector(`#player-fault-${id}`);
    if (!state || !place) return; // a field that is taken away says that it was changed
    const { fault = "" } = weightOf(state.done[id], unit());
    field.setAttribute("aria-invalid", Boolean(fault));
    place.textContent = fault;
  };
  const save = () => {
    const fault = faultOf(state, unit());
    if (fault) {
      draw();
      focus(`[data-weight="${fault.id}"]`);
      return;
    }
    post.send(entryOf(state, unit(), now()));
    view = { unit: view.unit };
    set(null);
  };
  const lose = () => {
    dropped = state;
    view = { unit: view.unit };
    set(null);
    say("Ended without saving.");
  };

  const deeds = {
    begin() {
      follow();
      if (state) return;
      say("");
      dropped = null;
      set(begun(model.get("session"), someId(), TAB, now()));
    },
    pause: () => act(isPaused(state) ? "goOn" : "pause"),
    sound: () => act("sound", undefined, view.asks),
    hurts() {
      view = { ...view, place: "", score: "", missing: "" };
      act("pause", undefined, "hurts");
      focus("select");
    },
    stay: () => act(behind() ? "resume" : "goOn"),
    drop() {
      if (!isBegun(state)) return lose();
      if (!behind()) act("pause");
      view.asks = "end";
      draw();
      focus("[data-do=stay]");
    },
    takeBack() {
      say("");
      set({ ...after(dropped, "pause", now()), tab: TAB });
      dropped = null;
    },
    save,
    lose,
  };
  for (const deed of ["done", "next", "back", "skip", "finish", "resume"]) deeds[deed] = () => act(deed);

  el.addEventListener("click", ({ target }) => {
    const deed = target.closest("[data-do]")?.dataset.do;
    if (!deed) return;
    if (deed === "begin" || deed === "sound" || state?.sound) sound.wake();
    deeds[deed]();
  });
  el.addEventListener("submit", (event) => {
    event.preventDefault();
    view.missing = missingOf(view);
    if (!view.missing) return act("skip", [view.place, Number(view.score)]);
    draw();
    focus(view.place ? "[name=score]" : "[name=place]");
  });
  el.addEventListener("input", ({ target }) => {
    if (!target.dataset.weight) return;
    noteDown("weigh", [target.dataset.weight, target.value]);
    if (target.ariaInvalid === "true") sayFault(target);
  });
  el.addEventListener("change", ({ target }) => {
    const { name, value } = target;
    if (target.dataset.weight) sayFault(target);
    else if (name === "effort") noteDown("effort", value === "" ? null : Number(value));
    else if (name === "place" || name === "score") view[name] = value;
    else if (name === "unit") {
      view.unit = value;
      if (!onlyLooking()) keep(UNIT_KEY, value);
      draw();
    }
  });

  const tapped = () => {
    if (!state || state.over || navigator.userActivation?.isActive === false) return;
    if (state.sound) sound.wake();
    if (state.tab !== TAB) {
      state = { ...state, tab: TAB };
      shared.save(state);
    }
    hint();
  };
  const offered = () => !state && draw();
  const elsewhere = ({ key }) => (key === SESSION_KEY || key === null) && follow();
  const seen = () => {
    if (!document.hidden) follow();
    watch();
  };
  /** Somebody's diary is looked at from now on, or no longer: the runner's own session stays where it is kept. */
  const looked = () => {
    [state, dropped, view] = [null, null, {}];
    shared.lookAgain();
    follow();
    draw();
  };
  const forgotten = () => {
    [state, dropped, view] = [null, null, {}];
    shared.forget();
    post.forget();
    say("");
    draw();
  };

  looked();
  const clock = setInterval(tick, TICK);
  const looks = new MutationObserver(looked);
  looks.observe(document.documentElement, { attributeFilter: ["data-guest"] });
  const heard = [
    [document, "visibilitychange", seen],
    [document, "click", tapped],
    [document, "touchend", tapped],
    [window, "storage", elsewhere],
    [window, "guide-forgotten", forgotten],
  ];
  for (const [where, kind, what] of heard) where.addEventListener(kind, what, true);
  model.on("change:session", offered);
  return () => {
    clearInterval(clock);
    looks.disconnect();
    for (const [where, kind, what] of heard) where.removeEventListener(kind, what, true);
    model.off("change:session", offered);
    post.stop();
    lock.letGo();
    sound.end();
  };
}

export default { render };

// A session to follow, run by the browser alone: it goes on when the kernel is gone, and after a reload it is where it
// was. What is left of a phase is reckoned from the clock, not counted down. Uses kept.js.

const STATE = `${KEPT}-player`;
const TICK = 100;

const two = (n) => String(n).padStart(2, "0");
const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;

function today() {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A short tone, where sound is on and the browser can; a buzz, where the device can. */
function signal(state, pitch, length = 0.12) {
  navigator.vibrate?.(pitch > 700 ? [120, 60, 120] : 60);
  if (!state.sound) return;
  try {
    signal.audio ??= new AudioContext();
    const [tone, volume] = [signal.audio.createOscillator(), signal.audio.createGain()];
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.2, signal.audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, signal.audio.currentTime + length);
    tone.connect(volume).connect(signal.audio.destination);
    tone.start();
    tone.stop(signal.audio.currentTime + length);
  } catch {
    // a browser without sound shows the numbers all the same
  }
}

function fresh(session) {
  const done = Object.fromEntries(session.items.map(({ id, load_kg }) => [id, { rounds: 0, load_kg, hurt: null }]));
  return { session, at: 0, left: null, since: null, sound: true, done, day: today(), effort: null, over: false };
}

function render({ model, el }) {
  let state = read(kept(STATE));
  let beeped = null;
  let lock = null;
  let note = "";
  el.classList.add("player");

  const keepState = () => keep(STATE, state ? JSON.stringify(state) : null);
  const phase = () => state.session.phases[state.at];
  const item = () => state.session.items[phase().item];
  const left = () => {
    if (state.left === null) return null;
    return state.since === null ? state.left : state.left - (Date.now() - state.since) / 1000;
  };

  const awake = async () => {
    try {
      lock = await navigator.wakeLock?.request("screen");
    } catch {
      lock = null;
    }
  };

  /** Goes to a phase; the time runs unless the session stands still. */
  const go = (at, running = true) => {
    const { phases } = state.session;
    state.over = at >= phases.length;
    state.at = Math.max(0, Math.min(at, phases.length - 1));
    state.left = state.over ? null : phase().seconds;
    state.since = running && state.left !== null ? Date.now() : null;
    beeped = null;
    if (state.over) lock?.release?.();
    keepState();
    draw();
  };

  /** The phase ended as it should: a round is counted with the work on its last side. */
  const next = () => {
    const { kind, round, item: place } = phase();
    const after = state.session.phases[state.at + 1];
    const ends = !after || after.kind === "rest" || after.item !== place || after.round !== round;
    if ((kind === "reps" || kind === "hold") && ends) state.done[item().id].rounds = round;
    signal(state, 880, 0.3);
    go(state.at + 1);
  };

  /** On to the next exercise; one that is skipped does not come round again. */
  const skip = (hurt = null) => {
    state.done[item().id].hurt = hurt;
    const { item: place } = phase();
    state.session.phases = state.session.phases.filter((one, n) => n <= state.at || one.item !== place);
    go(state.at + 1);
  };

  const stand = () => {
    state.left = left();
    state.since = null;
    keepState();
  };
  const goOn = () => {
    state.since = state.left === null ? null : Date.now();
    awake();
    keepState();
  };

  const tick = () => {
    if (!state || state.over || state.since === null) return;
    const now = left();
    const whole = Math.ceil(now);
    if (now <= 0) next();
    else if (whole <= 3 && whole !== beeped) {
      beeped = whole;
      signal(state, 440);
    }
    const clock = el.querySelector(".player-clock");
    if (clock && state.left !== null) clock.textContent = clockOf(Math.max(0, Math.ceil(left())));
  };

  const save = () => {
    const performed = Object.entries(state.done).map(([exercise, { rounds, load_kg, hurt }]) =>
      ({ exercise, rounds, load_kg: rounds ? load_kg : null, hurt }));
    const { week, letter } = state.session;
    const id = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const entry = { kind: "session", id, date: state.day, edited: new Date().toISOString(), week, letter, performed,
      effort: state.effort };
    touch("session", id, entry);
    tell(model, { kind: "done", entry });
    state = null;
    keepState();
    note = "Saved. What you did is in your diary.";
    draw();
  };

  const deeds = {
    begin() {
      note = "";
      state = fresh(model.get("session"));
      awake();
      go(0);
    },
    done: next,
    next,
    back: () => go(Math.max(0, state.at - 1)),
    pause() {
      if (state.since === null) goOn();
      else stand();
      draw();
    },
    skip: () => skip(),
    hurts() {
      stand();
      draw();
      el.querySelector(".player-hurt").hidden = false;
      el.querySelector(".player-hurt select").focus();
    },
    stay() {
      goOn();
      draw();
    },
    sound() {
      state.sound = !state.sound;
      keepState();
      draw();
    },
    save,
    drop() {
      state = null;
      keepState();
      draw();
    },
  };

  const escaped = (text) => Object.assign(document.createElement("span"), { textContent: text }).innerHTML;
  const button = (deed, name, kind = "quiet") => `<button type="button" class="${kind}" data-do="${deed}">${name}</button>`;

  const hurtForm = () => {
    const places = state.session.places.map(({ id, name }) => `<option value="${escaped(id)}">${escaped(name)}</option>`);
    const scores = Array.from({ length: 11 }, (_, n) => `<option>${n}</option>`);
    return `<form class="player-hurt" hidden><h4>Skip because it hurts</h4>
      <label>Where?<select name="place">${places.join("")}</select></label>
      <label>How much, 0 to 10?<select name="score">${scores.join("")}</select></label>
      <p>It counts as an answer of today's check-in. Never go on with a sore spot on a bone.</p>
      <button type="submit" class="quiet">Skip this exercise</button> ${button("stay", "Go on with it")}</form>`;
  };

  const working = () => {
    const { kind, round, side, says, seconds } = phase();
    const here = item();
    const { items } = state.session;
    const place = phase().item + 1;
    const stands = seconds !== null && state.since === null;
    const whose = [`Round ${round} of ${here.rounds}`, side && `${side} side`].filter(Boolean).join(", ");
    const after = state.session.phases[state.at + 1];
    const then = after && after.item !== phase().item ? items[after.item].name : null;
    return `<p class="player-place">Exercise ${place} of ${items.length} · ${whose}</p>
      <h3>${escaped(here.name)}</h3><div class="drawing">${here.picture}</div>
      <p class="player-says" role="status">${escaped(says)}${stands ? ", paused" : ""}</p>
      ${seconds === null ? `<p class="player-tempo">${escaped(here.tempo)}</p>${button("done", "Done", "primary")}`
        : `<p class="player-clock" role="timer" aria-live="off">${clockOf(Math.max(0, Math.ceil(left())))}</p>`}
      <p>${kind === "rest" && then ? `Next: ${escaped(then)}.` : kind === "reps" ? "" : escaped(here.aim)}</p>
      <div class="player-buttons">${button("back", "Back")}${seconds === null ? "" : button("pause", stands ? "Go on" : "Pause")}
        ${button("next", "Next")}${button("skip", "Skip exercise")}${button("hurts", "Skip, it hurts")}
        ${button("sound", state.sound ? "Sound off" : "Sound on")}${button("drop", "End without saving")}</div>
      ${hurtForm()}
      <details><summary>How to do it</summary><ol>${here.cues.map((cue) => `<li>${escaped(cue)}</li>`).join("")}</ol></details>`;
  };

  const ending = () => {
    const rows = state.session.items.map(({ id, name, rounds, weight }) => {
      const done = state.done[id];
      const kg = weight && done.rounds ? `<label>Weight in kg<input type="number" inputmode="decimal" min="0.5" max="300"
        step="0.5" name="${escaped(id)}" value="${done.load_kg ?? ""}"></label>` : "";
      return `<li><b>${escaped(name)}</b>: ${done.rounds} of ${rounds} rounds${done.hurt ? ", skipped: it hurt" : ""}${kg}</li>`;
    });
    const efforts = Array.from({ length: 11 }, (_, n) => `<option ${state.effort === n ? "selected" : ""}>${n}</option>`);
    return `<h3>Session over</h3><ul class="player-rows">${rows.join("")}</ul>
      <label>How hard was it? 0 is rest, 10 all you had<select name="effort"><option value="">no answer</option>
        ${efforts.join("")}</select></label>
      <div class="player-buttons">${button("save", "Save the session", "primary")}${button("drop", "End without saving")}</div>`;
  };

  function draw() {
    const offered = model.get("session");
    const focused = el.contains(document.activeElement) && document.activeElement.dataset.do;
    if (state) el.innerHTML = state.over ? ending() : working();
    else el.innerHTML = `<p role="status">${note}</p>${offered.items ? button("begin", "Start the session", "primary") : ""}`;
    if (focused) (el.querySelector(`[data-do=${focused}]`) ?? el.querySelector("button"))?.focus();
    try {
      model.set("running", Boolean(state));
      model.save_changes();
    } catch {
      // as with tell
    }
  }

  el.addEventListener("click", (event) => deeds[event.target.closest("[data-do]")?.dataset.do]?.());
  el.addEventListener("submit", (event) => {
    event.preventDefault();
    const { place, score } = event.target.elements;
    skip([place.value, Number(score.value)]);
  });
  el.addEventListener("change", ({ target }) => {
    if (target.name === "effort") state.effort = target.value === "" ? null : Number(target.value);
    else if (target.type === "number") state.done[target.name].load_kg = Number(target.value) || null;
    else return;
    keepState();
  });
  const told = ({ kind, entries }) => kind === "taken" && settle("session", entries);
  const offered = () => !state && draw();
  const seen = () => !document.hidden && state && !state.over && awake();

  if (state && !(Array.isArray(state.session?.phases) && state.session.phases[state.at])) state = null;
  draw();
  const clock = setInterval(tick, TICK);
  model.on("change:session", offered);
  model.on("msg:custom", told);
  document.addEventListener("visibilitychange", seen);
  return () => {
    clearInterval(clock);
    lock?.release?.();
    model.off("change:session", offered);
    model.off("msg:custom", told);
    document.removeEventListener("visibilitychange", seen);
  };
}

export default { render };

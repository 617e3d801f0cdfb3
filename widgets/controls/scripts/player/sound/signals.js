// What is heard and felt of a session: tones, buzzes and the voice, in the tab that leads.

import { tones } from "./tones.js";
import { voice } from "./voice.js";

/** @import { State } from "../session_state.js" */

const SILENT = "Tap anywhere to have sound again.";

/** @param {HTMLElement} hint where it is said that a tap is needed before anything is heard
 * @param {string} tab
 * @param {() => State | null} running the session that runs here, unless it was left behind
 * @param {() => void} changed is called when the browser has other voices */
export function signals(hint, tab, running, changed) {
  const showHint = () => {
    const state = running();
    const silent = state !== null && !state.over && !state.away && state.sound && sound.hushed();
    if (silent !== Boolean(hint.textContent)) hint.textContent = silent ? SILENT : "";
  };
  const sound = tones(showHint);
  const words = voice(changed);
  const leads = () => running()?.tab === tab;

  return {
    showHint,
    voice: words,
    wake: () => sound.wake(),

    /** @param {number} pitch
     * @param {number} length in seconds */
    give(pitch, length) {
      if (!leads()) return;
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pitch > 700 ? [120, 60, 120] : 60);
      if (running()?.sound) sound.play(pitch, length);
    },

    /** @param {string} says
     * @param {boolean} waits */
    speak(says, waits) {
      if (leads()) words.speak(says, waits);
      else words.hush();
    },

    end() {
      sound.end();
      words.end();
    },
  };
}

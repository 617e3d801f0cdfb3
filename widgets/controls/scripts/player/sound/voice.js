// The browser's own voice, for somebody who trains without looking. Only a voice that works on this device is used, so
// that nothing of a session is sent anywhere; it is silent until it is chosen.

import { KEPT, keep, kept } from "../../shared/kept.js";

const VOICE_KEY = `${KEPT}-voice`;
const ENGLISH = /^en([-_]|$)/i;

/** The voice to speak with: English, and on this device; null where there is none.
 * @param {Pick<SpeechSynthesisVoice, "lang" | "localService" | "default">[]} voices */
export function localVoice(voices) {
  const own = voices.filter(({ lang, localService }) => localService && ENGLISH.test(lang));
  return own.find((each) => each.default) ?? own[0] ?? null;
}

/** @param {() => void} changed is called when the browser has other voices */
export function voice(changed) {
  /** @type {SpeechSynthesis | undefined} */
  const speech = window.speechSynthesis;
  /** @type {boolean | null} */
  let chosen = null; // in this tab, for a browser that keeps nothing
  /** @type {SpeechSynthesisUtterance | null} */
  let spoken = null; // some browsers fall silent when it is forgotten while it is heard

  const found = () => /** @type {SpeechSynthesisVoice | null} */ (localVoice(speech?.getVoices() ?? []));
  /** Whether it speaks; null where the browser has no such voice. */
  const on = () => (found() ? (chosen ?? kept(VOICE_KEY) === "on") : null);
  const hush = () => {
    if (spoken) speech?.cancel();
    spoken = null;
  };
  speech?.addEventListener?.("voiceschanged", changed);

  return {
    on,
    hush,
    toggle() {
      chosen = !on();
      keep(VOICE_KEY, chosen ? "on" : null);
      hush();
    },

    /** @param {string} says
     * @param {boolean} waits whether it is left out where something is being said */
    speak(says, waits) {
      const own = found();
      if (!speech || !own || !on() || (waits && speech.speaking)) return;
      hush();
      spoken = new SpeechSynthesisUtterance(says);
      spoken.voice = own;
      spoken.lang = own.lang;
      speech.speak(spoken);
    },

    forget() {
      chosen = null;
      hush();
    },

    end() {
      hush();
      speech?.removeEventListener?.("voiceschanged", changed);
    },
  };
}

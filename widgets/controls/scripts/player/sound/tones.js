// Tones and buzzes. A browser lets a page sound only from inside a tap, and can take that back when a call comes in:
// then the next tap has to ask again.

/** @param {() => void} changed is called when the browser gives or takes the sound */
export function tones(changed) {
  /** @type {AudioContext | null} */
  let speaker = null;
  let hushed = true;

  /** @param {Event} event */
  const heard = ({ target }) => {
    if (!speaker || target !== speaker) return;
    hushed = speaker.state !== "running";
    changed();
  };

  return {
    /** Whether a tap is needed before anything is heard. */
    hushed: () => hushed,

    /** Asks for sound; to be called inside a tap. */
    wake() {
      hushed = false;
      try {
        if (!speaker || speaker.state === "closed") {
          speaker = new AudioContext();
          speaker.addEventListener("statechange", heard);
        }
        if (speaker.state !== "running") speaker.resume().catch(() => {});
      } catch {
        // a browser without sound shows the numbers all the same
      }
    },

    /** A short tone.
     * @param {number} pitch
     * @param {number} length in seconds */
    play(pitch, length) {
      if (speaker?.state !== "running") return;
      const [tone, volume] = [speaker.createOscillator(), speaker.createGain()];
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.2, speaker.currentTime);
      volume.gain.exponentialRampToValueAtTime(0.001, speaker.currentTime + length);
      tone.connect(volume).connect(speaker.destination);
      tone.start();
      tone.stop(speaker.currentTime + length);
    },

    end() {
      if (speaker && speaker.state !== "closed") speaker.close();
    },
  };
}

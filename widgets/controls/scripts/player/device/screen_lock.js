// Keeps the screen on, with one lock at a time. The browser lets go of it by itself when the page is hidden.

export function screenLock() {
  /** @type {Promise<WakeLockSentinel | null> | null} */
  let asked = null; // the promise of the lock that is held, or on its way

  const letGo = () => {
    asked?.then((lock) => lock?.release());
    asked = null;
  };
  const hold = () => {
    if (asked || !navigator.wakeLock) return;
    const mine = navigator.wakeLock.request("screen").catch(() => null);
    asked = mine;
    const gone = () => {
      if (asked === mine) asked = null;
    };
    mine.then((lock) => (lock ? lock.addEventListener("release", gone) : gone()));
  };
  return { hold, letGo };
}

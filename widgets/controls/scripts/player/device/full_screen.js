// The session over the whole screen: a modal dialog, behind which nothing of the page can be reached. Escape and the
// browser's Back do not shut it by themselves: what they mean is asked.

/** Whether the browser's history stands at an entry that Back only takes away. */
const isGuarded = () => Boolean(history.state?.player);

/** Adds an entry to the history, so that Back comes here instead of leaving the page. */
function guard() {
  if (isGuarded()) return;
  try {
    history.pushState({ ...history.state, player: true }, "");
  } catch {
    // a page in a frame may have no history: Back leaves it, and the session is kept
  }
}

/** @param {HTMLDialogElement} dialog
 * @param {HTMLElement} around whose place in the page says whether it can be seen
 * @param {() => void} leaves is called when the runner wants to leave */
export function fullScreen(dialog, around, leaves) {
  let wanted = false;

  /** Shows what is wanted, where the player's part of the page is shown at all. */
  const settle = () => {
    const shown = wanted && around.getClientRects().length > 0;
    if (shown === dialog.open) return;
    if (!shown) {
      dialog.close();
      if (!wanted && isGuarded()) history.back();
      return;
    }
    dialog.showModal();
    dialog.scrollTop = 0;
    guard();
  };
  const back = () => {
    if (!dialog.open || isGuarded()) return;
    leaves();
    if (dialog.open) guard();
  };
  dialog.addEventListener("cancel", (event) => {
    if (event.target !== dialog || !event.cancelable) return; // one that is shut all the same asks as it closes
    event.preventDefault();
    leaves();
  });
  // A browser shuts a dialog without asking where nothing was touched since it was last kept open.
  dialog.addEventListener("close", () => {
    if (!wanted || dialog.open || !around.getClientRects().length) return;
    leaves();
    settle();
  });
  const looks = new ResizeObserver(settle);
  looks.observe(around);
  window.addEventListener("popstate", back);

  return {
    /** @param {boolean} now */
    want(now) {
      wanted = now;
      settle();
    },
    stop() {
      wanted = false;
      looks.disconnect();
      window.removeEventListener("popstate", back);
      if (dialog.open) dialog.close();
    },
  };
}

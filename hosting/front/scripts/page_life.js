// What the page does when it is left, when it is printed, and before it listens.

/** Ends the kernel when the page really goes. A press on a telephone number or an e-mail address sends "beforeunload"
 * too, though nobody leaves; "pagehide" comes only then. */
export function onLeaving() {
  window.addEventListener("pagehide", ({ persisted }) => {
    const { kernel, base } = document.body.dataset;
    if (!persisted && kernel) navigator.sendBeacon(`${base}voila/api/shutdown/${kernel.split("/").at(-1)}`);
  });
}

/** Nothing can be opened on paper: what is closed is printed open, but for the small print of the programme (as print.css
 * says to browsers that know how). */
export function openOnPaper() {
  /** @type {HTMLDetailsElement[]} */
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [
      ...document.querySelectorAll(
        /** @type {"details"} */ (".guide-page details:not([open], :is(.cards, .session) *, .left-out)"),
      ),
    ];
    for (const each of closed) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of closed) each.open = false;
  });
}

/** A button that leads to a place is drawn before the script that listens to it (places.js): until that has drawn its
 * bar, a press changes the address alone, which it then reads. */
export function onEarlyPress() {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest(".guide-page:not([data-place]) button[data-to]");
    if (button instanceof HTMLElement) location.hash = button.dataset.to ?? "";
  });
}

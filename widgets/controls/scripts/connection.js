// Asks the kernel every few seconds whether it is there, and says so plainly when it is not. A kernel that nobody
// uses is asked for over HTTP, which does not keep it from being ended as idle. Python in the page itself may be long
// over one thing, on a slow phone; that it is lost is told to the whole page, too.

import { keeps, tell } from "./shared/kept.js";

/** @import { Render } from "@anywidget/types" */

const EVERY = 3000; // milliseconds
const PATIENCE = 8000;
const OWN_PATIENCE = 60_000;
const IN_USE = 180_000;
/** @param {string} what
 * @param {boolean} kept */
const sentence = (what, kept) =>
  kept
    ? `<b>${what}; what you entered is safe in this browser.</b> Reload to go on.`
    : `<b>${what}, and this browser refuses to keep your diary.</b> <a href="#your-diary">Download it</a> before you
reload.`;
const ALONE = "Go on without the server";
const NEED_KERNEL = ".place:not(.works-alone), .diary [data-needs-kernel]";

/** Where this page's kernel can be asked after by HTTP; null in JupyterLab, which shows by itself how its kernel is. */
const kernelAddress = () => document.body.dataset.kernel ?? null;

/** Whether the engine is the page's own, and no server's. */
const isOwn = () => document.body.dataset.own !== undefined;

/** Whether there is somebody to ask: a page of ours may not have wanted its engine yet, and says itself when it waits. */
const wanted = () => (document.body.dataset.engine ?? "here") === "here";

/** Shows the page as cut off, or as connected again.
 * @param {HTMLElement} el
 * @param {boolean} lost */
function show(el, lost) {
  const page = el.closest(".guide-page");
  if (!page || lost === Boolean(el.firstChild)) return;
  const kept = keeps();
  const says = sentence(
    isOwn() ? "The part of this page that works out your programme has stopped" : "Connection lost",
    kept,
  );
  el.innerHTML = lost ? `<p role="alert">${says}</p><button type="button">Reload</button>` : "";
  el.querySelector("button")?.addEventListener("click", () => location.reload());
  const { alone } = document.body.dataset;
  if (lost && kept && alone) el.append(Object.assign(document.createElement("a"), { href: alone, textContent: ALONE }));
  for (const part of page.querySelectorAll(NEED_KERNEL)) part.toggleAttribute("inert", lost);
  page.classList.toggle("cut-off", lost);
  if (!lost) window.dispatchEvent(new Event("guide-connected"));
}

/** @type {Render} */
function render({ model, el }) {
  let used = performance.now();
  let asked = 0; // when the oldest question without an answer was put
  let missing = 0; // answers that HTTP did not give
  el.classList.add("connection");

  const ask = async () => {
    if (document.hidden || !wanted()) return;
    const address = kernelAddress();
    if (!address || performance.now() - used < IN_USE || el.firstChild) {
      asked ||= performance.now();
      tell(model, { kind: "there?" });
    }
    if (address && !el.firstChild) {
      const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(EVERY) }).catch(() => null);
      missing = answer?.ok ? 0 : missing + (answer?.status === 404 ? 2 : 1);
    }
    const patience = isOwn() ? OWN_PATIENCE : PATIENCE;
    if ((asked && performance.now() - asked > patience) || missing > 1) show(el, true);
  };

  /** @param {{ kind: string }} message */
  const heard = ({ kind }) => {
    if (kind !== "here") return;
    asked = missing = 0;
    show(el, false);
  };
  const touched = () => {
    used = performance.now();
  };
  const back = () => {
    if (document.hidden) return;
    asked = 0; // a page that slept did not hear the answers
    ask();
  };

  const lost = () => show(el, true);

  const clock = setInterval(ask, EVERY);
  model.on("msg:custom", heard);
  document.addEventListener("visibilitychange", back);
  window.addEventListener("guide-lost", lost);
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, touched);
  return () => {
    clearInterval(clock);
    model.off("msg:custom", heard);
    document.removeEventListener("visibilitychange", back);
    window.removeEventListener("guide-lost", lost);
    for (const kind of ["pointerdown", "keydown"]) document.removeEventListener(kind, touched);
  };
}

export default { render };

// The page as an app: its service worker is started once all that it would fetch is here, and a newer guide that waits
// is offered while nothing is under way that a reload would end.

import { guest, keeps, kept, SESSION } from "../../../../widgets/controls/scripts/shared/kept.js";

const OFTEN = 3_600_000; // milliseconds after which a page that is looked at again asks for a newer guide

/** Whether something is under way: an answer that is not worked out yet, a session, somebody else's diary. */
const busy = () => document.body.hasAttribute("data-unheard") || kept(SESSION) !== null || guest() || !keeps();

/** The browser's service workers; null where it has none, or not for this page.
 * @returns {ServiceWorkerContainer | null} */
function workers() {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null; // in a frame that may keep nothing
  }
}

export class App {
  #script;
  #offer;
  /** @type {ServiceWorkerRegistration | null} */
  #registration = null;
  #controlled = false;
  #asked = false; // for the newer guide, by this page
  #older = false; // than the worker is, which another tab has asked for
  #looked = Date.now();

  /** @param {string} script the service worker's address
   * @param {(use: (() => void) | null) => void} offer offers a newer guide, or with null no longer */
  constructor(script, offer) {
    this.#script = script;
    this.#offer = offer;
  }

  /** Begins when the guide's files are here, and at once where they were kept at an earlier visit: of those a browser may
   * have lost some. */
  wait() {
    const worker = workers()?.controller;
    if (worker) this.begin();
    const whole = () => (worker ? worker.postMessage("mend") : this.begin());
    window.addEventListener("guide-kept", whole, { once: true });
  }

  /** Starts the service worker, if the browser lets it; without one the page is what it was. */
  async begin() {
    const here = workers();
    if (!here) return;
    this.#controlled = here.controller !== null;
    here.addEventListener("controllerchange", () => this.#changed());
    const found = await here.register(this.#script, { updateViaCache: "none" }).catch(() => null);
    if (!found) return;
    this.#registration = found;
    found.addEventListener("updatefound", () => this.#watch());
    this.#watch();
    const look = () => this.#look();
    for (const kind of ["click", "visibilitychange"]) document.addEventListener(kind, () => setTimeout(look));
    window.addEventListener("storage", look);
    new MutationObserver(look).observe(document.body, { attributeFilter: ["data-unheard"] });
    document.addEventListener("visibilitychange", () => this.#ask());
  }

  #watch() {
    this.#registration?.installing?.addEventListener("statechange", () => this.#look());
    this.#look();
  }

  /** Offers what waits, or takes the offer back. */
  #look() {
    const waits = this.#older || this.#registration?.waiting;
    this.#offer(waits && !busy() ? () => this.#use() : null);
  }

  #use() {
    const waiting = this.#registration?.waiting;
    this.#look();
    if (busy()) return; // another tab has begun a session
    if (this.#older || !waiting) location.reload();
    this.#asked = true;
    waiting?.postMessage("use");
  }

  /** Another worker answers this page from now on. */
  #changed() {
    if (this.#asked) location.reload();
    this.#older = this.#controlled;
    this.#controlled = true;
    this.#look();
  }

  /** A page that stays open for days is never loaded, which is when browsers look for a newer worker. */
  #ask() {
    if (document.hidden || Date.now() - this.#looked < OFTEN) return;
    this.#looked = Date.now();
    this.#registration?.update().catch(() => {}); // no connection
  }
}

/** What is said of a newer guide at the foot of the page, where nothing more urgent is.
 * @returns {(use: (() => void) | null) => void} */
export function offers() {
  const strip = document.createElement("div");
  strip.className = "guide-notice guide-notice-quiet";
  strip.setAttribute("role", "status");
  strip.hidden = true;
  return (use) => {
    if (strip.hidden === (use === null)) return;
    document.body.append(strip); // behind that of the engine, which goes first (frame.html.j2)
    strip.hidden = use === null;
    const button = document.createElement("button");
    button.textContent = "Use it now";
    if (use) button.addEventListener("click", use);
    strip.replaceChildren(...(use ? ["A newer guide is here. ", button] : []));
  };
}

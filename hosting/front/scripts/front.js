// The page's front end: draws it at once from what it was made with, takes what is touched, and asks for an engine when
// there is an answer that needs one.

import { Engine } from "./engine.js";
import { Manager } from "./manager.js";
import { noticeOf } from "./notice.js";
import { onLeaving, openOnPaper } from "./page_life.js";
import { Queue } from "./queue.js";
import { exerciseAsked, isReading } from "./reading.js";

/** @import { Kept } from "./manager.js" */
/** @import { Said } from "./comm.js" */
/** @import { State } from "./engine.js" */

/** What a page is made with: its root, its widgets, and what tells whether an engine made the same.
 * @typedef {{ root: string, told: string, scripts: Record<string, string>, first: Record<string, Kept> }} Baked */

const { base = "/", more = "", printable } = document.body.dataset;
const place = /** @type {HTMLElement} */ (document.getElementById("page"));

/** @param {string} id
 * @returns {any} */
const json = (id) => JSON.parse(document.getElementById(id)?.textContent || "null");

/** What a page has in each case: widgets, what they say, and how its engine stands.
 * @param {string | null} told
 * @param {(message: Said) => void} unheard is called with a message for which no engine is there
 * @param {(state: State) => boolean} [does] what else is done as it stands; true where nothing is to be said */
function pageWith(told, unheard, does = () => false) {
  const queue = new Queue(unheard);
  const manager = new Manager((message) => queue.say(message));
  const say = noticeOf({ printable });
  const engine = new Engine({
    base,
    told,
    queue,
    hear: (message) => manager.hear(message),
    is(state, address) {
      document.body.dataset.engine = state;
      if (address) document.body.dataset.kernel = address;
      if (!does(state)) say(state);
    },
  });
  return { manager, engine };
}

/** A page that knows its widgets.
 * @param {Baked} baked */
async function showBaked({ root, told, scripts, first }) {
  const { manager, engine } = pageWith(told, heedless, (state) => state === "other" && renewed());
  let restAsked = false;

  /** What can be read without an engine is fetched, and shown unless one has come meanwhile.
   * @param {string} name */
  async function fetched(name) {
    const answer = await fetch(`${more}${name}.json`).catch(() => null);
    if (answer?.ok && document.body.dataset.engine !== "here") manager.change(await answer.json());
  }

  /** @param {Said} message */
  function heedless(message) {
    if (!isReading(message)) engine.wake();
    const exercise = exerciseAsked(message);
    if (exercise) rest().then(() => fetched(`exercise/${encodeURIComponent(exercise)}`));
  }

  const rest = async () => {
    if (restAsked) return;
    restAsked = true;
    await fetched("steps");
  };

  manager.make(withScripts(first, scripts));
  await manager.show(root, place);
  requestAnimationFrame(() => setTimeout(rest)); // once the first step has been painted
}

/** A page that came with its kernel, which is asked for its widgets. */
async function showKernels() {
  const { kernelId } = json("jupyter-config-data");
  const { manager, engine } = pageWith(null, () => {});
  engine.take(kernelId);
  await manager.load();
  const views = document.querySelectorAll("script[type='application/vnd.voila.cell-output+json']");
  if (!views.length) throw new Error("the notebook shows no widget");
  for (const view of views) {
    const { data } = JSON.parse(view.textContent ?? "");
    const around = /** @type {HTMLElement} */ (view.parentElement);
    await manager.show(data["application/vnd.jupyter.widget-view+json"].model_id, around);
  }
}

/** Gives each widget the script of its class, which the page holds once.
 * @param {Record<string, Kept>} widgets
 * @param {Record<string, string>} scripts */
function withScripts(widgets, scripts) {
  for (const { state } of Object.values(widgets)) {
    const script = scripts[String(state._anywidget_id)];
    if (script) state._esm = script;
  }
  return widgets;
}

/** Loads the page anew, once: what was entered comes back from the browser. False where that was done just now.
 * @returns {boolean} */
function renewed() {
  const [visit] = performance.getEntriesByType("navigation");
  if (/** @type {PerformanceNavigationTiming} */ (visit)?.type === "reload") return false;
  location.reload();
  return true;
}

document.body.dataset.engine = "none";
onLeaving();
openOnPaper();
const baked = json("baked");
(baked ? showBaked(baked) : showKernels()).then(
  () => window.dispatchEvent(new Event("guide-shown")),
  (error) => {
    console.error(error);
    window.dispatchEvent(new Event("guide-failed"));
  },
);

// The page's front end: draws it, takes what is touched, and speaks to the engine that works it out.

import { App, offers } from "./app/app.js";
import { BakedPage } from "./baked_page.js";
import { showKernelPage } from "./kernel_page.js";
import { onEarlyPress, onLeaving, openOnPaper } from "./page_life.js";
import { addressOf } from "./python/held.js";

const PLOTLY = "plotly-basic.min.js";

/** What a script element of the page holds; null where it is not there.
 * @param {string} id
 * @returns {any} */
const held = (id) => JSON.parse(document.getElementById(id)?.textContent || "null");

async function show() {
  const { base = "/", more = "", packed, printable, alone, app } = document.body.dataset;
  const baked = held("baked");
  const place = /** @type {HTMLElement} */ (document.getElementById("page"));
  document.body.dataset.engine = "none";
  if (app) new App(app, offers()).wait();
  if (baked) document.body.dataset.plotly ??= await addressOf(PLOTLY, more); // before a chart asks
  if (baked) await new BakedPage(baked, { base, more, packed, printable, alone, python: held("python") }).show(place);
  else await showKernelPage(held("jupyter-config-data").kernelId, base);
}

onEarlyPress();
onLeaving();
openOnPaper();
show().then(
  () => window.dispatchEvent(new Event("guide-shown")),
  (error) => {
    console.error(error);
    window.dispatchEvent(new Event("guide-failed"));
  },
);

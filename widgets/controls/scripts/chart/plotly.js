// Plotly's script, from the page's own server or, where there is none, from the kernel.

import { fetched } from "../shared/unpacked.js";

/** @import { AnyModel } from "@anywidget/types" */
/** What is used of it.
 * @typedef {{ react: (el: HTMLElement, data: unknown, layout: object, options: object) => Promise<unknown> }} Plotly */

/** @type {Promise<Plotly> | undefined} */
let plotly; // one promise a page

/** The script as a module of its own: JupyterLab's AMD loader would otherwise take it, and no `eval` is needed.
 * @param {string} script
 * @returns {Promise<Plotly>} */
async function run(script) {
  const before = "const module = { exports: {} }, exports = module.exports, define = undefined;\n";
  const text = [before, script, "\nexport default module.exports;"];
  const address = URL.createObjectURL(new Blob(text, { type: "text/javascript" }));
  try {
    return (await import(address)).default;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** @param {string} address */
async function fromPage(address) {
  const answer = await fetched(address);
  if (!answer.ok) throw new Error(`no Plotly: ${answer.status}`);
  return answer.text();
}

/** @param {AnyModel} model
 * @returns {Promise<string>} */
function fromKernel(model) {
  return new Promise((resolve) => {
    /** @param {{ kind: string }} content
     * @param {DataView[]} buffers */
    const take = (content, buffers) => {
      if (content.kind !== "script") return;
      model.off("msg:custom", take);
      resolve(new TextDecoder().decode(buffers[0]));
    };
    model.on("msg:custom", take);
    model.send({ kind: "script" });
  });
}

/** @param {AnyModel} model */
export function load(model) {
  const address = document.body.dataset.plotly;
  plotly ??= (address ? fromPage(address) : fromKernel(model)).then(run);
  plotly.catch(() => {
    plotly = undefined;
  });
  return plotly;
}

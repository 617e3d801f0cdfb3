// anywidget's own script asks a loader of JupyterLab's kind for the widgets' base. Here this is all of it: esbuild puts
// `define` in its place.

import * as base from "@jupyter-widgets/base";

/** @type {Record<string, unknown>} */
export let anywidget = {};

/** @param {string[]} _needs
 * @param {(widgets: typeof base) => Record<string, unknown>} make */
export function define(_needs, make) {
  anywidget = make(base);
}

// The widgets that a page of ours is made of: the few of ipywidgets' own that it uses, and anywidget.

import * as base from "@jupyter-widgets/base";
import * as boxes from "@jupyter-widgets/controls/lib/widget_box.js";
import * as buttons from "@jupyter-widgets/controls/lib/widget_button.js";
import { DescriptionStyleModel } from "@jupyter-widgets/controls/lib/widget_description.js";
import { DropdownModel, DropdownView } from "@jupyter-widgets/controls/lib/widget_selection.js";
import * as strings from "@jupyter-widgets/controls/lib/widget_string.js";
import { anywidget } from "./anywidget_classes.js";
import "anywidget";

/** @type {Record<string, Record<string, unknown>>} */
const MODULES = {
  "@jupyter-widgets/base": { ...base },
  "@jupyter-widgets/controls": {
    ...boxes,
    ...buttons,
    ...strings,
    DescriptionStyleModel,
    DropdownModel,
    DropdownView,
  },
  anywidget,
};

/** A class by its name. Throws an Error where a page has a widget that this front end does not draw.
 * @param {string} name
 * @param {string} module
 * @returns {any} a model's or a view's class */
export function classOf(name, module) {
  const found = MODULES[module]?.[name];
  if (!found) throw new Error(`no ${name} of ${module} in this front end: add it to classes.js`);
  return found;
}

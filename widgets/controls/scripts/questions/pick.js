// A list of which one is chosen: the browser's own, for what would be a screen of tiles.

import { el, someName } from "./element.js";

/** @import { Control, Set } from "./controls.js" */
/** @import { Picked } from "./items.js" */

const NOTHING = "choose";

/** @param {Picked} item
 * @param {Set} set
 * @returns {Control} */
export function pick(item, set) {
  const options = [{ id: "", label: NOTHING }, ...item.options].map(({ id, label }) =>
    el("option", { value: id }, label),
  );
  const list = el("select", { id: someName(), onchange: () => set(item.id, list.value || null) }, ...options);
  const node = el("div", { class: "q q-pick" }, el("label", { for: list.id }, item.legend), list);
  /** @param {unknown} value */
  const show = (value) => {
    list.value = String(value ?? "");
  };
  return { node, show };
}

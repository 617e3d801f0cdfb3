// Lists the check-ins so far, the latest first, a page at a time; its buttons name the day they are for.

import { tapOnce } from "./shared/taps.js";

/** @import { Render } from "@anywidget/types" */
/** @typedef {{ id: string, day: string, says: string }} Row */

const PAGE = 12;

/** @param {string} name
 * @param {() => void} pressed */
function quiet(name, pressed) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = "quiet";
  node.textContent = name;
  node.addEventListener("click", pressed);
  return node;
}

/** @param {Row} row
 * @param {HTMLButtonElement[]} buttons */
function itemOf(row, ...buttons) {
  const node = document.createElement("li");
  const day = document.createElement("b");
  const says = document.createElement("span");
  day.textContent = row.day;
  says.textContent = row.says;
  node.append(day, says, ...buttons);
  return node;
}

/** @type {Render<{ rows: Row[] }>} */
function render({ model, el }) {
  let shown = PAGE;
  /** @type {Set<string>} */
  let gone = new Set(); // rows whose end the kernel was told and has not shown yet
  el.classList.add("past");
  tapOnce(el);

  /** @param {string} name
   * @param {"correct" | "delete"} kind
   * @param {Row} row */
  const button = (name, kind, row) => {
    const node = quiet(name, () => {
      if (gone.has(row.id)) return;
      if (kind === "delete") gone.add(row.id);
      model.send({ kind, id: row.id });
      if (kind === "correct") el.closest(".place")?.scrollIntoView();
    });
    node.setAttribute("aria-label", `${name} the check-in of ${row.day}`);
    return node;
  };

  /** @param {Row} row */
  const item = (row) => itemOf(row, button("Correct", "correct", row), button("Delete", "delete", row));

  const more = () => {
    shown += PAGE;
    draw();
  };

  function draw() {
    const rows = model.get("rows");
    const open = el.querySelector("details")?.open ?? false;
    el.replaceChildren();
    if (!rows.length) return;
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const list = document.createElement("ul");
    details.open = open;
    summary.textContent = `Past check-ins (${rows.length})`;
    list.append(...rows.slice(0, shown).map(item));
    details.append(summary, list);
    if (rows.length > shown) details.append(quiet("Show older ones", more));
    el.append(details);
  }

  const changed = () => {
    gone = new Set();
    draw();
  };
  draw();
  model.on("change:rows", changed);
  window.addEventListener("guide-connected", changed);
  return () => {
    model.off("change:rows", changed);
    window.removeEventListener("guide-connected", changed);
  };
}

export default { render };

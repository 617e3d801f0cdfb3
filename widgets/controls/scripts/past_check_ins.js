// Lists the check-ins so far, the latest first, a page at a time; its buttons name the day they are for.

import { tapOnce } from "./shared/taps.js";

const PAGE = 12;

function render({ model, el }) {
  let shown = PAGE;
  let gone = new Set(); // rows whose end the kernel was told and has not shown yet
  el.classList.add("past");
  tapOnce(el);

  const button = (name, kind, row) => {
    const node = document.createElement("button");
    node.type = "button";
    node.className = "quiet";
    node.textContent = name;
    node.setAttribute("aria-label", `${name} the check-in of ${row.day}`);
    node.addEventListener("click", () => {
      if (gone.has(row.id)) return;
      if (kind === "delete") gone.add(row.id);
      model.send({ kind, id: row.id });
      if (kind === "correct") el.closest(".step")?.scrollIntoView();
    });
    return node;
  };

  const item = (row) => {
    const node = document.createElement("li");
    const day = document.createElement("b");
    const says = document.createElement("span");
    day.textContent = row.day;
    says.textContent = row.says;
    node.append(day, says, button("Correct", "correct", row), button("Delete", "delete", row));
    return node;
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
    if (rows.length > shown) {
      const more = document.createElement("button");
      more.type = "button";
      more.className = "quiet";
      more.textContent = "Show older ones";
      more.addEventListener("click", () => {
        shown += PAGE;
        draw();
      });
      details.append(more);
    }
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

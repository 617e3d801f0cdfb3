// Buttons that fetch a file from the kernel and hand it to the visitor as a download.

import { tapOnce } from "./shared/taps.js";

function render({ model, el }) {
  el.classList.add("handover");
  el.innerHTML = `<section aria-labelledby="handover-title"><h3 id="handover-title">Take it with you</h3>
    <p>A guide to print, with a table to tick, and your sessions as a calendar file. Importing a later calendar file
    moves the same entries, and cancels what you no longer plan.</p>
    <label>Time of day for the calendar<input type="time" value="18:00"></label>
    <label>Reminder<select><option value="0">at that time</option><option value="30">30 minutes before</option>
      <option value="60">an hour before</option><option value="720">12 hours before</option><option value="">none</option>
    </select></label>
    <div class="handover-buttons">
      <button type="button" class="quiet" data-do="a4">Printed guide, A4</button>
      <button type="button" class="quiet" data-do="us-letter">Printed guide, US Letter</button>
      <button type="button" class="quiet" data-do="calendar">Calendar file</button>
    </div><p role="status"></p></section>`;
  const status = el.querySelector("[role=status]");
  const time = el.querySelector("input");
  const making = new Set(); // what was wished for and is not answered yet
  tapOnce(el);

  const given = ({ kind, name, type, says, wish }, buffers) => {
    if (kind === "says") status.textContent = says;
    if (kind === "answered") making.delete(wish);
    if (kind !== "file") return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([buffers[0]], { type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    status.textContent = says;
  };

  el.addEventListener("click", ({ target }) => {
    const wish = target.closest("[data-do]")?.dataset.do;
    if (!wish || making.has(wish)) return;
    making.add(wish);
    status.textContent = "Making the file…";
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const remind = el.querySelector("select").value;
    model.send({ kind: "wish", wish, zone, time: time.value, remind });
  });
  const again = () => making.clear();
  model.on("msg:custom", given);
  window.addEventListener("guide-connected", again);
  return () => {
    model.off("msg:custom", given);
    window.removeEventListener("guide-connected", again);
  };
}

export default { render };

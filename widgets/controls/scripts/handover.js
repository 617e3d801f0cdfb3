// Buttons that fetch a file from the kernel, and hand it to the visitor as a download or have it printed.

import { linkBegin } from "./diary/address.js";
import { linkTo, printFrame, printsFrames } from "./handover/printing.js";
import { around, download, part } from "./shared/parts.js";
import { tapOnce } from "./shared/taps.js";

/** @import { Render } from "@anywidget/types" */

/** What the kernel says: `says` a sentence, `answered` a wish, a `file`, or a page of HTML to `print`.
 * @typedef {{ kind: "says", says: string } | { kind: "answered", wish: string }
 *   | { kind: "file", name: string, type: string, says: string } | { kind: "print", html: string }} Message */

const pageAddress = () => linkBegin(document.body.dataset.address, location.href);

const PRINTS = "Your guide is ready to print: choose “Save as PDF” to keep it.";
const OPENS = "Print it there, with “Share” or from your browser’s menu.";

const FORM = `<section aria-label="Guide and calendar">
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

/** @type {Render} */
function render({ model, el }) {
  el.classList.add("handover");
  el.innerHTML = FORM;
  const status = part(el, "[role=status]", HTMLElement);
  const time = part(el, "input", HTMLInputElement);
  const reminder = part(el, "select", HTMLSelectElement);
  /** @type {Set<string>} */
  const making = new Set(); // what was wished for and is not answered yet
  let away = () => {}; // takes away what was printed last
  tapOnce(el);

  /** @param {string} html */
  const print = (html) => {
    away();
    status.textContent = PRINTS;
    if (printsFrames(navigator, window)) {
      away = printFrame(html);
    } else {
      const [link, gone] = linkTo(html, "Open your guide.");
      away = gone;
      status.replaceChildren(link, ` ${OPENS}`);
    }
  };

  /** @param {Message} message
   * @param {DataView<ArrayBuffer>[]} buffers */
  const given = (message, buffers) => {
    if (message.kind === "answered") making.delete(message.wish);
    if (message.kind === "file") download(buffers[0], message.name, message.type);
    if (message.kind === "print") print(message.html);
    if (message.kind === "says" || message.kind === "file") status.textContent = message.says;
  };

  el.addEventListener("click", (event) => {
    const wish = around(event, "[data-do]")?.dataset.do;
    if (!wish || making.has(wish)) return;
    making.add(wish);
    status.textContent = "Making the file…";
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    model.send({ kind: "wish", wish, zone, time: time.value, remind: reminder.value, address: pageAddress() });
  });
  const again = () => making.clear();
  model.on("msg:custom", given);
  window.addEventListener("guide-connected", again);
  return () => {
    model.off("msg:custom", given);
    window.removeEventListener("guide-connected", again);
    away();
  };
}

export default { render };

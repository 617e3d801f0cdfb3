// The diary's own section: as a file, a link, a table; forgetting; somebody's diary beside it; what this browser
// promises.

import { ASIDE, COPIED, DIARY, dayHere, guest, keep, kept, keys, read, tell } from "../shared/kept.js";
import { tapOnce } from "../shared/taps.js";
import { diaryHere } from "./keeping.js";

const LARGEST = 2_000_000;
const REFUSED = `This browser refuses to keep your diary (a private window, blocked storage, or no space left). Nothing
  that you enter survives closing this page: download your diary before you leave.`;
const UNSURE = `This browser has not promised to keep it: it may delete it when space runs short, and a private window
  forgets everything when it closes. Download a copy now and then.`;
const PROMISED = "This browser has promised to keep it. Download a copy now and then all the same.";
const CHANGES = ["says", "offer", "guest", "undo", "shared", "refused", "promised", "copy_due"]
  .map((name) => `change:${name}`)
  .join(" ");
const GUEST = "You are looking at a diary that is not the one kept here. Nothing of it is kept, whatever you change.";
const FORGOTTEN = "Everything that was kept here is forgotten.";
const COPY_DUE = "Your last copy of the diary is over three weeks old. Some browsers delete what they keep.";

const SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function download(content, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = `strength-guide-${name}`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const PANEL = `
  <section aria-labelledby="diary-title">
    <h2 id="diary-title">Your diary</h2>
    <p>Your answers and check-ins are kept in this browser and nowhere else. <span class="diary-promise"></span></p>
    <p class="diary-note" role="status" hidden></p>
    <div class="diary-buttons" data-box="back" data-needs-kernel hidden>
      <button type="button" class="primary" data-do="back">Back to my own diary</button>
    </div>
    <div class="diary-buttons">
      <button type="button" class="quiet" data-do="download">Download diary</button>
      <label class="quiet diary-open" data-needs-kernel>Open diary<input type="file" accept=".json,application/json"></label>
      <button type="button" class="quiet" data-do="link" data-needs-kernel>Make a private link</button>
      <button type="button" class="quiet" data-do="table" data-needs-kernel>Download as a table</button>
      <button type="button" class="quiet" data-do="aside" hidden>Download what could not be read</button>
      <button type="button" class="quiet" data-do="ask">Forget everything here</button>
    </div>
    <div class="diary-box" role="group" aria-label="Forget everything?" data-box="forget" hidden>
      <p><b>Forget everything in this browser?</b> Your answers, check-ins and what you have begun go, in every tab. Files
      that you downloaded and links that you made stay where they are: nobody can reach them from here.</p>
      <div class="diary-buttons">
        <button type="button" class="quiet" data-do="forget">Yes, forget it all</button>
        <button type="button" class="quiet" data-do="keep">No, keep it</button>
      </div>
    </div>
    <div class="diary-box" role="group" aria-label="Another diary" data-box="offer" data-needs-kernel hidden>
      <p></p>
      <div class="diary-buttons">
        <button type="button" class="quiet" data-do="add">Add it to the diary here</button>
        <button type="button" class="quiet" data-do="look">Only look at it</button>
        <button type="button" class="quiet" data-do="leave">Leave it</button>
      </div>
    </div>
    <div class="diary-box" role="group" aria-label="Your private link" data-box="link" hidden>
      <p><b>Whoever has this link can read your diary.</b> The diary is in the link itself, after the #, a part that
      browsers keep to themselves: no server receives or stores it. Send it only to somebody you trust.</p>
      <label class="diary-link">Link<input type="text" readonly></label>
      <div class="diary-buttons"><button type="button" class="quiet" data-do="copy">Copy the link</button></div>
      <div class="diary-code"></div>
    </div>
    <p role="status" class="diary-says"></p>
    <div class="diary-buttons" data-box="undo" data-needs-kernel hidden>
      <button type="button" class="quiet" data-do="undo">Undo: back to the diary before</button>
    </div>
  </section>`;

export function render({ model, el }) {
  el.classList.add("diary");
  el.innerHTML = PANEL;
  const at = (where) => el.querySelector(where);
  const box = (name) => at(`[data-box=${name}]`);
  const says = (sentence) => (at(".diary-says").textContent = sentence);
  const now = () => model.get("guest") || kept(DIARY) || model.get("text");
  const unread = () =>
    keys()
      .filter((key) => key.startsWith(ASIDE))
      .sort();
  const decide = (kind) => {
    box("offer").hidden = true;
    tell(model, { kind });
  };
  const copied = () => {
    if (guest()) return;
    keep(COPIED, new Date().toISOString());
    model.set("copy_due", false);
  };

  const deeds = {
    download() {
      if (!now()) return says("There is nothing to download yet: answer a question or save a check-in first.");
      download(now(), `diary-${dayHere()}.json`, "application/json");
      copied();
    },
    link: () => tell(model, { kind: "share", address: location.href.split("#")[0] }),
    table: () => tell(model, { kind: "table" }),
    aside: () => download(unread().map(kept).join("\n\n"), "unread.txt", "text/plain"),
    ask() {
      box("forget").hidden = false;
      at("[data-do=keep]").focus();
    },
    keep: () => (box("forget").hidden = true),
    forget() {
      box("forget").hidden = true;
      diaryHere.forget();
      says(FORGOTTEN);
    },
    add: () => decide("add"),
    look: () => decide("look"),
    leave: () => decide("leave"),
    back: () => tell(model, { kind: "back" }),
    undo: () => tell(model, { kind: "undo" }),
    async copy() {
      const link = at(".diary-link input");
      link.select();
      try {
        await navigator.clipboard.writeText(link.value);
        says("The link is copied.");
      } catch {
        says("The link is selected: copy it with your browser's own menu.");
      }
      copied();
    },
  };

  const show = () => {
    const shared = model.get("shared");
    says(model.get("says"));
    at(".diary-promise").textContent = model.get("promised") ? PROMISED : UNSURE;
    const looks = Boolean(model.get("guest"));
    const note = looks ? GUEST : model.get("refused") ? REFUSED : model.get("copy_due") ? COPY_DUE : "";
    at(".diary-note").textContent = note;
    at(".diary-note").hidden = !note;
    at("[data-do=aside]").hidden = !unread().length;
    box("back").hidden = !looks;
    box("undo").hidden = looks || !model.get("undo");
    box("offer").hidden = !model.get("offer");
    box("offer").querySelector("p").textContent = model.get("offer");
    box("link").hidden = !shared.link;
    at(".diary-link input").value = shared.link ?? "";
    at(".diary-code").innerHTML = shared.code ?? "";
    notice(el, note, looks && deeds.back);
    if (diaryHere.linkCame && (model.get("offer") || model.get("says"))) {
      diaryHere.linkCame = false;
      el.scrollIntoView();
    }
  };
  const told = ({ kind }, buffers) => {
    if (kind === "table") download(buffers[0], `diary-${dayHere()}.xlsx`, SHEETS);
  };

  tapOnce(el);
  el.addEventListener("click", (event) => deeds[event.target.closest("[data-do]")?.dataset.do]?.());
  at("input[type=file]").addEventListener("change", async ({ target }) => {
    const chosen = target.files[0];
    if (!chosen) return;
    target.value = ""; // the same file may be chosen again while this one is read
    if (chosen.size > LARGEST) says("This file is too large to be a diary, so nothing was opened.");
    else
      try {
        tell(model, { kind: "opened", text: await chosen.text() });
      } catch {
        says("This file could not be read: it changed or is gone since it was chosen. Choose it once more.");
      }
  });
  show();
  requestAnimationFrame(show); // the page around it is put together later
  model.on(CHANGES, show);
  model.on("msg:custom", told);
  diaryHere.begin();
  diaryHere.begin = () => {}; // however often it is drawn
  return () => {
    model.off(CHANGES, show);
    model.off("msg:custom", told);
  };
}

/** The same note at the head of the page, where it is seen before anything is entered, with the way back, if any. */
function notice(el, note, back) {
  const page = el.closest(".guide-page");
  if (!page) return;
  let head = page.querySelector(":scope > .diary-head");
  if (!head) {
    head = document.createElement("div");
    head.className = "diary-head";
    page.prepend(head);
    tapOnce(head);
  }
  head.textContent = note;
  head.hidden = !note;
  if (!back) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", onclick: back });
  button.textContent = "Back to my own diary";
  head.append(" ", button);
}

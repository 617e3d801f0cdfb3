// The diary's own section: as a file, a link, a table; forgetting; somebody's diary beside it; what this browser
// promises.

import { dayHere } from "../shared/day.js";
import { ASIDE, COPIED, DIARY, guest, keep, kept, keys, tell } from "../shared/kept.js";
import { around, download, part } from "../shared/parts.js";
import { tapOnce } from "../shared/taps.js";
import { isFile, linkBegin } from "./address.js";
import { diaryHere } from "./keeping.js";
import { PANEL } from "./panel_html.js";

/** @import { AnyModel, Render } from "@anywidget/types" */
/** @import { Traits } from "./keeping.js" */

const LARGEST = 2_000_000;
const REFUSED = `This browser refuses to keep your diary (a private window, blocked storage, or no space left). Nothing
that you enter survives closing this page: download your diary before you leave.`;
const UNSURE = `This browser has not promised to keep it: it may delete it when space runs short, and a private window
forgets everything when it closes. Download a copy now and then.`;
const PROMISED = "This browser has promised to keep it. Download a copy now and then all the same.";
const CHANGES = ["says", "offer", "name", "guest", "undo", "shared", "refused", "promised", "copy_due"]
  .map((name) => `change:${name}`)
  .join(" ");
const GUEST = "You are looking at a diary that is not the one kept here. Nothing of it is kept, whatever you change.";
const FORGOTTEN = "Everything that was kept here is forgotten.";
const COPY_DUE = "Your last copy of the diary is over three weeks old. Some browsers delete what they keep.";
const DOWNLOADED = "Your diary is downloaded.";
const NOTHING = "There is nothing to download yet: answer a question or save a check-in first.";
const TOO_LARGE = "This file is too large to be a diary, so nothing was opened.";
const UNREAD = "This file could not be read: it changed or is gone since it was chosen. Choose it once more.";
const SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const PLACE = "your-diary"; // where this section is

const shares = () => linkBegin(document.body.dataset.address, location.href);

/** @param {string} name
 * @param {BlobPart} content
 * @param {string} type */
const give = (name, content, type) => download(content, `strength-guide-${name}`, type);
const unread = () =>
  keys()
    .filter((key) => key.startsWith(ASIDE))
    .sort();

/** The parts of the section by their names.
 * @param {HTMLElement} el */
function partsOf(el) {
  /** @param {string} where */
  const at = (where) => part(el, where, HTMLElement);
  /** @param {string} name */
  const box = (name) => at(`[data-box=${name}]`);
  /** @param {string} sentence */
  const says = (sentence) => {
    at(".diary-says").textContent = sentence;
  };
  const name = part(el, "[data-field=name]", HTMLInputElement);
  const amount = part(el, "[data-field=part]", HTMLSelectElement);
  return { at, box, says, name, amount, link: part(el, ".diary-link input", HTMLInputElement) };
}

/** @typedef {ReturnType<typeof partsOf>} Parts */

/** What each button does, by its data-do.
 * @param {AnyModel<Traits>} model
 * @param {Parts} parts
 * @returns {Record<string, () => unknown>} */
function deedsOf(model, { at, box, says, name, amount, link }) {
  const now = () => model.get("guest") || kept(DIARY) || (diaryHere.forgotten() ? "" : model.get("text"));
  /** @param {string} kind */
  const decide = (kind) => {
    box("offer").hidden = true;
    tell(model, { kind });
  };
  /** @param {string} how */
  const hand = (how) => tell(model, { kind: "hand", how, name: name.value, part: amount.value, address: shares() });
  const copied = () => {
    if (guest()) return;
    keep(COPIED, new Date().toISOString());
    model.set("copy_due", false);
  };

  return {
    download() {
      if (!now()) return says(NOTHING);
      give(`diary-${dayHere()}.json`, now(), "application/json");
      copied();
      says(DOWNLOADED); // after what the note of an old copy has drawn
    },
    link: () => tell(model, { kind: "share", address: shares() }),
    table: () => tell(model, { kind: "table" }),
    handLink: () => hand("link"),
    handFile: () => hand("file"),
    aside: () => give("unread.txt", unread().map(kept).join("\n\n"), "text/plain"),
    ask() {
      box("forget").hidden = false;
      at("[data-do=keep]").focus();
    },
    keep() {
      box("forget").hidden = true;
    },
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
}

/** What is to be said about the keeping; empty where nothing is.
 * @param {Pick<AnyModel<Traits>, "get">} model */
export function noteOf(model) {
  if (model.get("guest")) return GUEST;
  return model.get("refused") ? REFUSED : model.get("copy_due") ? COPY_DUE : "";
}

/** Shows the diary's traits.
 * @param {AnyModel<Traits>} model
 * @param {Parts} parts
 * @param {string} note */
function show(model, { at, box, says, name, link }, note) {
  const shared = model.get("shared");
  const looks = Boolean(model.get("guest"));
  says(model.get("says"));
  at(".diary-promise").textContent = model.get("promised") ? PROMISED : UNSURE;
  at(".diary-note").textContent = note;
  at(".diary-note").hidden = !note;
  at("[data-do=link]").hidden = at("[data-do=handLink]").hidden = shares() === null;
  if (document.activeElement !== name && !name.value) name.value = model.get("name");
  at(".diary-file").hidden = !isFile(location.href);
  at(".diary-nowhere").hidden = shares() !== null;
  at("[data-do=aside]").hidden = !unread().length;
  box("back").hidden = !looks;
  box("undo").hidden = looks || !model.get("undo");
  at("[data-do=undo]").textContent = model.get("undo");
  box("offer").hidden = !model.get("offer");
  part(box("offer"), "p", HTMLElement).textContent = model.get("offer");
  box("link").hidden = !shared.link;
  link.value = shared.link ?? "";
  at(".diary-code").innerHTML = shared.code ?? "";
}

/** The same note at the head of the page, where it is seen before anything is entered, with the way back, if any.
 * @param {HTMLElement} el
 * @param {string} note
 * @param {(() => unknown) | null} back */
function notice(el, note, back) {
  const page = el.closest(".guide-page");
  if (!page) return;
  let head = /** @type {HTMLElement | null} */ (page.querySelector(":scope > .diary-head"));
  if (!head) {
    head = document.createElement("div");
    head.className = "diary-head";
    head.setAttribute("role", "status");
    page.prepend(head);
    tapOnce(head);
  }
  head.textContent = note;
  head.hidden = !note;
  if (!back) return;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "quiet", onclick: back, textContent: "Back to my own diary" });
  head.append(" ", button);
}

/** Tells the kernel of a file that was chosen.
 * @param {AnyModel<Traits>} model
 * @param {HTMLInputElement} field
 * @param {Parts["says"]} says */
async function open(model, field, says) {
  const chosen = field.files?.[0];
  if (!chosen) return;
  field.value = ""; // the same file may be chosen again while this one is read
  if (chosen.size > LARGEST) return says(TOO_LARGE);
  try {
    tell(model, { kind: "opened", text: await chosen.text() });
  } catch {
    says(UNREAD);
  }
}

/** @type {Render<Traits>} */
export function render({ model, el }) {
  el.classList.add("diary");
  el.innerHTML = PANEL;
  const parts = partsOf(el);
  const deeds = deedsOf(model, parts);
  const field = part(el, "input[type=file]", HTMLInputElement);

  let said = ""; // what was there to be read before the runner went on to another place
  const moved = () => {
    said = model.get("says");
    shown();
  };
  const shown = () => {
    const note = noteOf(model);
    show(model, parts, note);
    if (model.get("offer") || model.get("says")) diaryHere.linkCame = false;
    const unseen = el.offsetParent || said === model.get("says") ? "" : model.get("says");
    notice(el, [note, unseen].filter(Boolean).join(" "), model.get("guest") ? deeds.back : null);
  };
  const offered = () => {
    if (model.get("offer")) window.dispatchEvent(new CustomEvent("guide-go", { detail: PLACE }));
  };
  /** @param {{ kind: string, name?: string }} message
   * @param {DataView<ArrayBuffer>[]} buffers */
  const told = ({ kind, name }, buffers) => {
    if (kind === "handed") download(buffers[0], name ?? "diary.json", "application/json");
    if (kind === "table") give(`diary-${dayHere()}.xlsx`, buffers[0], SHEETS);
  };

  tapOnce(el);
  el.addEventListener("click", (event) => deeds[around(event, "[data-do]")?.dataset.do ?? ""]?.());
  field.addEventListener("change", () => open(model, field, parts.says));
  shown();
  requestAnimationFrame(shown); // the page around it is put together later
  model.on(CHANGES, shown);
  model.on("change:offer", offered);
  window.addEventListener("guide-moved", moved);
  model.on("msg:custom", told);
  diaryHere.begin();
  diaryHere.begin = () => {}; // however often it is drawn
  return () => {
    model.off(CHANGES, shown);
    model.off("change:offer", offered);
    window.removeEventListener("guide-moved", moved);
    model.off("msg:custom", told);
  };
}

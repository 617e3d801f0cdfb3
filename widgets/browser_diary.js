// Keeps the diary in this browser: merged with what is there, told to the kernel, never half written. Uses kept.js.

const COPY_EVERY_DAYS = 21;
const LINK = /^#diary=([\w-]+)$/;

function stamp(entry) {
  return [Date.parse(entry.edited), String(entry.edited), JSON.stringify(entry)];
}

function later(one, other) {
  const [a, b] = [stamp(one), stamp(other)];
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 || a[at] > b[at] ? one : other;
}

/** Two diaries of one version as one, entry by entry, the later edit winning; null where that cannot be said. */
function union(there, here) {
  const [a, b] = [read(there), read(here)];
  const same = a && b && a.strength_guide_diary === b.strength_guide_diary;
  if (!same || !Array.isArray(a.entries) || !a.entries.every((entry) => entry?.id && entry.edited)) return null;
  const found = new Map();
  for (const entry of [...b.entries, ...a.entries]) {
    found.set(entry.id, found.has(entry.id) ? later(found.get(entry.id), entry) : entry);
  }
  const missing = a.entries.some((entry) => JSON.stringify(found.get(entry.id)) !== JSON.stringify(
    b.entries.find((mine) => mine.id === entry.id)));
  return missing ? JSON.stringify({ ...b, entries: [...found.values()] }) : here;
}

let linkCame = false; // a link was followed, and its answer is to be seen

const guest = () => Boolean(document.documentElement.dataset.guest);

function copyIsDue() {
  const copied = Date.parse(kept(COPIED) ?? "");
  const now = Date.now();
  if (Number.isNaN(copied) || copied > now) keep(COPIED, new Date(now).toISOString());
  return now - copied > COPY_EVERY_DAYS * 86_400_000;
}

// What the kernel is told once the page is drawn: before that, its answers could reach widgets whose scripts are still
// loading, and be lost.
let begin = null;

function initialize({ model }) {
  let told = null; // what was kept here when the kernel was last told of it
  let seen = null; // what was kept here and is in the kernel's diary, or set aside

  const report = (text) => {
    told = text;
    const drafts = keys().filter((key) => key.startsWith(DRAFT)).map((key) => key.slice(DRAFT.length));
    const open = Object.fromEntries(drafts.map((name) => [name, draft(name)]));
    tell(model, { kind: "found", text: text ?? "", drafts: open });
  };

  const write = () => {
    const text = model.get("text");
    if (guest()) return;
    if (!text) {
      keys().forEach((key) => keep(key, null));
      seen = null;
      return;
    }
    const there = kept(DIARY);
    const whole = there === null || there === seen ? text : union(there, text);
    if (whole === null) {
      if (there !== told) report(there);
      return;
    }
    model.set("refused", !keep(DIARY, whole));
    seen = whole;
    if (whole !== text) tell(model, { kind: "found", text: whole, drafts: {} });
    model.set("copy_due", copyIsDue());
    navigator.storage?.persist?.().then((yes) => model.set("promised", yes), () => {});
  };

  const said = ({ kind }) => {
    if (kind === "set aside") keep(`${ASIDE}-${dayHere()}`, told);
    if (kind === "set aside" || kind === "merged") {
      seen = told;
      if (model.get("text")) write();
    }
  };

  const elsewhere = (event) => {
    if (event.key !== DIARY || guest()) return;
    if (event.newValue) tell(model, { kind: "found", text: event.newValue, drafts: {} });
    else if (model.get("text")) tell(model, { kind: "forgotten" });
  };

  const arrived = () => {
    const packed = location.hash.match(LINK)?.[1];
    if (!packed) return;
    history.replaceState(null, "", location.pathname + location.search);
    linkCame = true;
    tell(model, { kind: "link", packed });
  };

  let day = null; // as the kernel was last told
  const clock = () => {
    if (day === dayHere()) return;
    const later = day !== null;
    day = dayHere();
    tell(model, { kind: "day", day });
    if (later) window.dispatchEvent(new Event("guide-day"));
  };

  const begun = kept(DIARY);
  begin = () => {
    clock();
    if (begun !== null || keys().some((key) => key.startsWith(DRAFT))) report(begun);
    arrived();
  };
  model.set("refused", !keep(`${KEPT}-try`, "1"));
  keep(`${KEPT}-try`, null);
  if (begun !== null) model.set("copy_due", copyIsDue());
  model.on("msg:custom", said);
  model.on("change:text", write);
  const minutes = setInterval(clock, 20_000);
  document.addEventListener("visibilitychange", clock);
  window.addEventListener("storage", elsewhere);
  window.addEventListener("hashchange", arrived);
  return () => {
    model.off("msg:custom", said);
    model.off("change:text", write);
    clearInterval(minutes);
    document.removeEventListener("visibilitychange", clock);
    window.removeEventListener("storage", elsewhere);
    window.removeEventListener("hashchange", arrived);
  };
}

// What this browser keeps: the diary, and what was touched and is not in the diary yet. Every write is one
// `setItem`, which a crash leaves done or not done, never half done. Shared by the widgets that keep something.

const KEPT = "strength-guide";
const DIARY = `${KEPT}-diary`;
const DRAFT = `${KEPT}-draft-`;
const ASIDE = `${KEPT}-set-aside`;
const COPIED = `${KEPT}-copied`;

/** What is kept under a key; null where there is nothing or the browser refuses. */
function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text, or with null nothing, and says whether the browser did. */
function keep(key, text) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Every key of ours that the browser has. */
function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(KEPT));
  } catch {
    return [];
  }
}

/** The visitor's own day as YYYY-MM-DD, plus or minus some days. */
function dayHere(days = 0) {
  const now = new Date();
  const then = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12); // no clock change at noon
  const two = (n) => String(n).padStart(2, "0");
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What was touched in a group of questions and is not in the diary yet: item to answer. */
function draft(name) {
  const found = read(kept(DRAFT + name));
  return found && typeof found === "object" && !Array.isArray(found) ? found : {};
}

/** Adds one touched item to a draft; another tab's items stay. Looking at somebody's diary leaves no draft. */
function touch(name, item, answer) {
  if (!name || document.documentElement.dataset.guest) return true;
  return keep(DRAFT + name, JSON.stringify({ ...draft(name), [item]: answer }));
}

/** Ends what a draft holds of these answers; what was touched since then stays. */
function settle(name, answers) {
  const rest = Object.entries(draft(name)).filter(([item, answer]) =>
    JSON.stringify(answer) !== JSON.stringify(answers[item] ?? null));
  keep(DRAFT + name, rest.length ? JSON.stringify(Object.fromEntries(rest)) : null);
}

/** Tells the kernel, if there is one; a page that has lost its kernel goes on all the same. */
function tell(model, message) {
  try {
    model.send(message);
  } catch {
    // the connection's banner says so, and what was touched is kept as a draft
  }
}

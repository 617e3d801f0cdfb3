// Draws the items of a Questions widget as native controls, so that names, roles and keys come from the browser.
// What is touched is kept as a draft at once, until it is in the diary.

import { dayHere, draft, settle, tell, touch } from "./shared/kept.js";

let made = 0;

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== ""));
  return node;
}

const NONE = "none_of_these"; // as widgets/questions.py has it
const [FIRST_DAY, LAST_DAY] = ["2000-01-01", "2099-12-31"]; // as workbook/day.py has them

function tile(type, name, option, onchange, hinted = true) {
  const hint = hinted && option.hint ? el("span", { class: "q-hint", id: `q-hint-${++made}` }, option.hint) : null;
  const answer = option.answer ? el("p", { class: "q-answer", role: "alert" }) : null;
  const input = el("input", { type, name, value: option.id, "aria-describedby": hint?.id, onchange });
  const node = el("div", { class: "q-tile" }, el("label", {}, input, el("span", {}, option.label)), hint, answer);
  const check = (on) => {
    input.checked = on;
    // Text put into an alert is read out; text that was always there is not.
    if (answer && on !== Boolean(answer.textContent)) answer.textContent = on ? option.answer : "";
  };
  return { node, input, check };
}

function more(item) {
  const hints = item.options.filter((option) => option.hint);
  if (!item.more || !hints.length) return null;
  const lines = hints.map((option) => el("li", {}, el("b", {}, `${option.label}: `), option.hint));
  return el("details", { class: "q-more" }, el("summary", {}, item.more), el("ul", {}, ...lines));
}

function group(item, ...children) {
  const legend = el("legend", {}, item.legend);
  return el("fieldset", { class: `q q-${item.kind}`, "data-item": item.id }, legend, ...children);
}

const kinds = {
  words(item) {
    const node = el("div", { class: "q q-words" }, el("h3", {}, item.title), item.text ? el("p", {}, item.text) : null);
    return { node, show() {} };
  },

  ticks(item, set) {
    // None of these and the others take each other away.
    const change = ({ target }) => {
      const ticked = tiles
        .map((t) => t.input)
        .filter((input) => input.checked)
        .map((input) => input.value);
      set(
        item.id,
        ticked.filter((value) => (value === NONE) === (target.value === NONE)),
      );
    };
    const tiles = item.options.map((option) => tile("checkbox", `q-${++made}`, option, change, !item.more));
    const close = item.more || item.short ? " q-close" : "";
    const node = group(item, el("div", { class: `q-tiles${close}` }, ...tiles.map((t) => t.node)), more(item));
    return { node, show: (value) => tiles.forEach((t) => t.check((value ?? []).includes(t.input.value))) };
  },

  choice(item, set) {
    const name = `q-${++made}`;
    const tiles = item.options.map((option) => tile("radio", name, option, () => set(item.id, option.id)));
    const node = group(item, el("div", { class: "q-tiles q-row" }, ...tiles.map((t) => t.node)));
    return { node, show: (value) => tiles.forEach((t) => t.check((value ?? item.default) === t.input.value)) };
  },

  presets(item, set) {
    const button = (option) =>
      el("button", { type: "button", class: "quiet", onclick: () => set(item.target, option.ticks) }, option.label);
    const node = group(item, el("div", { class: "q-buttons" }, ...item.options.map(button)));
    return { node, show() {} };
  },

  scale(item, set) {
    const name = `q-${++made}`;
    const ends = { [item.low]: item.low_word, [item.high]: item.high_word };
    const inputs = [];
    for (let n = item.low; n <= item.high; n++) {
      const label = ends[n] ? `${n}, ${ends[n]}` : null;
      inputs.push(el("input", { type: "radio", name, value: n, "aria-label": label, onchange: () => set(item.id, n) }));
    }
    const numbers = inputs.map((input) => el("label", { class: "q-number" }, input, el("span", {}, input.value)));
    const words = [item.low_word, item.high_word].map((word, at) =>
      el("span", {}, `${at ? item.high : item.low} = ${word}`),
    );
    const clear = el("button", { type: "button", class: "q-clear", onclick: () => set(item.id, null) }, "Clear");
    clear.setAttribute("aria-label", `Clear: ${item.legend}`);
    const node = group(
      item,
      el("div", { class: "q-numbers" }, ...numbers),
      el("div", { class: "q-ends", "aria-hidden": "true" }, ...words),
      clear,
    );
    return {
      node,
      show(value) {
        inputs.forEach((input) => (input.checked = value != null && String(value) === input.value));
        clear.hidden = value == null;
      },
    };
  },

  date(item, set) {
    // A browser that is typed into calls the years 2, 20 and 202 complete: nothing is said before a plausible one.
    const says = el("p", { class: "q-says", role: "alert" });
    const input = el("input", { type: "date", id: `q-${++made}`, min: FIRST_DAY });
    const last = () => (item.ahead ? LAST_DAY : [dayHere(), item.latest ?? ""].sort().at(-1));
    const unset = () => (item.ahead ? "" : dayHere());
    const plausible = () => input.value >= FIRST_DAY && input.value <= last() && input.value.length === LAST_DAY.length;
    const complain = () => {
      const wrong = input.validity.badInput || (input.value && !plausible());
      says.textContent = wrong ? `Choose a day from 2000 to ${item.ahead ? "2099" : "today"}.` : "";
    };
    let given = null;
    input.addEventListener("change", () => {
      if (plausible()) says.textContent = "";
      if (plausible()) set(item.id, input.value);
      else if (!input.value && !input.validity.badInput) set(item.id, unset() || null);
    });
    input.addEventListener("blur", complain);
    const node = el("div", { class: "q q-date" }, el("label", { for: input.id }, item.label), input, says);
    const show = (now) => {
      input.max = last();
      const wanted = now ?? unset();
      if (wanted !== given || !input.matches(":focus")) input.value = wanted; // what is half typed stays
      given = wanted;
      if (now == null && !item.ahead) queueMicrotask(() => set(item.id, dayHere(), false));
    };
    return { node, show };
  },
};

function render({ model, el: root }) {
  const drawn = new Map();
  root.classList.add("questions");

  let answers = model.get("shown").values ?? {};
  let said = 0;
  let unheard = []; // touches that the kernel had not heard of when it last said what to show

  const say = (touched) => {
    said += 1;
    unheard.push({ number: said, touched });
    tell(model, { kind: "answered", number: said, touched });
  };

  const set = (id, value, byHand = true) => {
    answers = { ...answers, [id]: value };
    if (byHand) touch(model.get("kept_as"), id, value);
    say({ [id]: value });
    show();
  };

  const heardOf = () => {
    const { values, heard } = model.get("shown");
    unheard = unheard.filter(({ number }) => number > heard);
    answers = Object.assign({}, values, ...unheard.map(({ touched }) => touched));
    draw();
  };

  const taken = ({ kind, values }) => kind === "taken" && settle(model.get("kept_as"), values);
  const forgotten = () => {
    if (!model.get("kept_as")) return;
    [answers, unheard] = [{}, []];
    show();
  };
  const again = () => {
    const open = draft(model.get("kept_as"));
    if (Object.keys(open).length) say(open);
  };

  function show() {
    for (const [id, part] of drawn) {
      part.show(answers[id]);
      part.node.hidden = Boolean(part.when) && answers[part.when[0]] !== part.when[1];
    }
  }

  function draw() {
    const items = model.get("items");
    const wanted = new Set(items.map((item) => item.id));
    for (const [id, part] of drawn) {
      if (wanted.has(id)) continue;
      part.node.remove();
      drawn.delete(id);
    }
    let before = null;
    for (const item of items) {
      const text = JSON.stringify(item);
      let part = drawn.get(item.id);
      if (part?.text !== text) {
        part?.node.remove();
        part = { ...kinds[item.kind](item, set), text, when: item.when };
        drawn.set(item.id, part);
      }
      const place = before ? before.nextSibling : root.firstChild;
      if (place !== part.node) root.insertBefore(part.node, place);
      before = part.node;
    }
    show();
  }

  /** Another day has begun: an empty check-in is of the new one; one that is half filled stays where it was. */
  const nextDay = () => {
    const days = model.get("items").filter(({ kind, ahead }) => kind === "date" && !ahead);
    const answered = Object.entries(answers).some(
      ([id, answer]) => answer != null && !days.some((day) => day.id === id),
    );
    for (const { id } of answered ? [] : days) answers = { ...answers, [id]: null };
    show();
  };

  draw();
  model.on("change:items", draw);
  window.addEventListener("guide-day", nextDay);
  model.on("change:shown", heardOf);
  model.on("msg:custom", taken);
  window.addEventListener("guide-connected", again);
  window.addEventListener("guide-forgotten", forgotten);
  return () => {
    window.removeEventListener("guide-forgotten", forgotten);
    window.removeEventListener("guide-connected", again);
    window.removeEventListener("guide-day", nextDay);
    model.off("msg:custom", taken);
    model.off("change:items", draw);
    model.off("change:shown", heardOf);
  };
}

export default { render };

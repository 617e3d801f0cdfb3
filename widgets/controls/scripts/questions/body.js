// A body from the waist to the feet, seen from the front and from the back, whose regions are tapped.

import { el } from "./element.js";

/** @import { Chosen, Leg } from "./placed.js" */
/** @import { SoreSpot } from "./items.js" */
/** @typedef {number[]} Line x and y in turns, from the middle of the body and down from its waist */
/** A region: an ellipse on each leg (its centre, radii, and degrees that it leans outwards), and what takes its tap on
 * each leg (left, top, right, bottom).
 * @typedef {{ seen: Back, shape: [number, number, number, number, number], hit: [number, number, number, number] }} Spot
 * @typedef {"front" | "back"} Back */

// Every region takes a tap at 44 pixels each way where a figure is as narrow as on a phone of 320.
/** @type {Record<string, Spot>} as workbook's records name them */
const SPOTS = {
  hip_front: { seen: "front", shape: [27, 66, 8, 19, 32], hit: [0, 28, 68, 116] },
  knee_front: { seen: "front", shape: [29, 184, 12, 14, 0], hit: [0, 156, 68, 212] },
  shin: { seen: "front", shape: [21, 252, 5, 34, 3], hit: [0, 213, 68, 300] },
  hip_side: { seen: "back", shape: [47, 60, 8, 22, -4], hit: [16, 26, 74, 94] },
  thigh_back: { seen: "back", shape: [29, 138, 13, 26, 3], hit: [0, 96, 68, 157] },
  knee_side: { seen: "back", shape: [40, 185, 5, 17, 3], hit: [12, 158, 74, 214] },
  achilles: { seen: "back", shape: [28, 291, 5, 18, 0], hit: [0, 254, 68, 330] },
};

/** The right half of the outline, from the waist around the foot to between the legs.
 * @type {Line} */
const LEG = [
  [41, 4, 40, 14, 44, 30, 50, 48, 53, 68, 53, 95, 51, 122, 47, 150, 44, 170, 45, 184, 43, 199, 45, 216, 46, 232],
  [43, 255, 39, 280, 37, 297, 39, 307, 40, 316, 47, 326, 46, 332, 34, 334, 22, 332, 19, 322, 19, 310, 17, 303],
  [19, 292, 16, 266, 12, 240, 12, 216, 14, 202, 12, 188, 12, 178, 11, 160, 7, 130, 4, 108, 0, 94],
].flat();
/** @type {Line} */
const SHORTS = [40, 12, 44, 30, 50, 48, 54, 68, 55, 92, 54, 115, 53, 117, 31, 121, 7, 118, 5, 116, 3, 106, 0, 98];

/** Lines of one half that are seen on one side only.
 * @type {Record<Back, Line[]>} */
const LINES = {
  front: [
    [21, 176, 23, 171, 29, 169, 35, 171, 37, 176], // over the kneecap
    [22, 190, 24, 196, 29, 198, 34, 196, 36, 190],
    [27, 199, 27, 207], // the tendon below it
    [31, 199, 31, 207],
    [15, 150, 18, 162, 15, 170], // the muscle over the inner knee
    [24, 212, 22, 240, 23, 270, 25, 292], // the shin's edge
    [18, 328, 23, 324, 25, 332], // toes
    [29, 325, 30, 333],
    [35, 326, 36, 333],
    [41, 326, 42, 332],
  ],
  back: [
    [24, 126, 26, 150, 21, 172], // between the muscles of the thigh
    [17, 184, 28, 187, 40, 183], // the hollow of the knee
    [27, 198, 28, 220, 29, 242], // between the heads of the calf
    [15, 244, 21, 254, 28, 250, 36, 256, 43, 246],
    [25, 268, 25, 290, 23, 312], // the tendon
    [32, 268, 32, 290, 34, 312],
    [21, 322, 28, 326, 36, 322], // the heel
  ],
};

/** @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {Node[]} children */
function drawn(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** A curve through all points.
 * @param {Line} line */
function curve(line) {
  const last = line.length / 2 - 1;
  const at = (/** @type {number} */ n) => {
    const from = 2 * Math.min(Math.max(n, 0), last);
    return [line[from], line[from + 1]];
  };
  /** A handle beside a point, along the way from the point before it to the one after. */
  const beside = (/** @type {number} */ n, /** @type {number} */ way) =>
    at(n).map((value, axis) => (value + ((at(n + 1)[axis] - at(n - 1)[axis]) * way) / 6).toFixed(1));
  const parts = Array.from({ length: last }, (_, n) => `C${[...beside(n, 1), ...beside(n + 1, -1), ...at(n + 1)]}`);
  return `M${at(0)}${parts.join("")}`;
}

/** The whole of a line whose right half ends in the middle.
 * @param {Line} half */
function mirrored(half) {
  const points = Array.from({ length: half.length / 2 - 1 }, (_, n) => [-half[2 * n], half[2 * n + 1]]);
  return curve([...half, ...points.reverse().flat()]);
}

/** @param {string} id
 * @param {1 | -1} way to the right or to the left of the picture */
function onLeg(id, way) {
  const { seen, shape, hit } = SPOTS[id];
  const [x, y, rx, ry, lean] = shape;
  const [left, top, right, bottom] = hit;
  const leg = (seen === "back") === way > 0 ? "right" : "left"; // who faces us has the left leg at our right
  const ellipse = { "data-leg": leg, cx: x, cy: y, rx, ry, transform: `rotate(${lean} ${x} ${y})` };
  const rect = { class: "q-hit", x: left, y: top, width: right - left, height: bottom - top };
  return drawn("g", { transform: `scale(${way} 1)` }, drawn("rect", rect), drawn("ellipse", ellipse));
}

/** @param {Back} seen
 * @param {Node[]} spots */
function figure(seen, spots) {
  const lines = LINES[seen].map(curve).join("");
  const half = (/** @type {number} */ way) =>
    drawn("path", { class: "q-lines", d: lines, transform: `scale(${way} 1)` });
  const body = [
    drawn("path", { d: mirrored(LEG) }),
    half(1),
    half(-1),
    drawn("path", { class: "q-shorts", d: `${mirrored(SHORTS)}Z` }),
    drawn("path", { class: "q-lines", d: seen === "back" ? "M0 14V96M-40 19H40" : "M0 22V96M-40 19H40" }),
  ];
  const box = { viewBox: "-80 0 160 340", focusable: "false" };
  return el("div", {}, drawn("svg", box, ...body, ...spots), el("span", {}, seen === "front" ? "Front" : "Back"));
}

/** Both figures. They are for a finger and a mouse. The rows are the controls of whoever uses keys or hears the page: so
 * the drawing is hidden from them, and nothing in it can take the focus.
 * @param {SoreSpot[]} options
 * @param {(spot: string, leg: Leg) => void} tap */
export function body(options, tap) {
  const ids = Object.keys(SPOTS).filter((id) => options.some(({ spot }) => spot === id));
  const spots = ids.map((id) => {
    const node = drawn("g", { class: "q-spot", "data-spot": id }, onLeg(id, 1), onLeg(id, -1));
    node.addEventListener("click", ({ target }) => {
      const leg = target instanceof Element && target.parentElement?.querySelector("ellipse")?.dataset.leg;
      if (leg === "left" || leg === "right") tap(id, leg);
    });
    return { id, node };
  });
  const of = (/** @type {Back} */ seen) =>
    figure(
      seen,
      spots.filter(({ id }) => SPOTS[id].seen === seen).map((s) => s.node),
    );
  const node = el("div", { class: "q-body", "aria-hidden": "true" }, of("front"), of("back"));
  /** @param {Chosen} chosen */
  const show = (chosen) => {
    for (const { id, node } of spots) {
      const told = options.filter(({ spot }) => spot === id).flatMap((option) => chosen[option.id] ?? []);
      for (const shape of node.querySelectorAll("ellipse")) {
        const here = told.filter(({ side }) => side === null || side === "both" || side === shape.dataset.leg);
        shape.dataset.state = here.some(({ state }) => state === "sore") ? "sore" : (here[0]?.state ?? "");
      }
    }
  };
  return { node, show };
}

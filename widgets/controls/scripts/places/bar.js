// The bar: a button with a small picture for each place that stands in it.

/** @import { Place } from "./address.js" */

/** @type {Record<string, string>} */
const PICTURES = {
  today: "M8 5v14l11-7z",
  plan: "M5 6h14v13H5zM5 10h14M9 3v4M15 3v4",
  progress: "M4 19h16M5 15l5-5 4 3 5-7",
  library: "M5 5h6v6H5zM13 5h6v6h-6zM5 13h6v6H5zM13 13h6v6h-6z",
};
const OTHERS = "M5 12h1M11.5 12h1M18 12h1";

/** @param {string} id */
function picture(id) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PICTURES[id] ?? OTHERS);
  svg.append(path);
  return svg;
}

/** @param {Place[]} places
 * @param {(place: Place) => void} chosen */
export function bar(places, chosen) {
  const nav = document.createElement("nav");
  nav.setAttribute("aria-label", "Places");
  const buttons = places
    .filter(({ id, under }) => id === under)
    .map((place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(picture(place.id), place.name);
      button.addEventListener("click", () => chosen(place));
      return { id: place.id, button };
    });
  nav.append(...buttons.map(({ button }) => button));
  /** @param {Place} place */
  const mark = (place) => {
    for (const { id, button } of buttons) {
      if (id === place.under) button.setAttribute("aria-current", id === place.id ? "page" : "true");
      else button.removeAttribute("aria-current");
    }
  };
  return { nav, mark };
}

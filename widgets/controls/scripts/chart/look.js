// A figure in the colours of the page and in the size of its type.

/** @typedef {{ font?: { size: number }, xshift?: number, yshift?: number }} Typed */
/** @typedef {Typed & { margin: Record<string, number>, annotations?: Typed[], height: number }} Layout */

/** The page's colours: `read` gives a variable's value, for Plotly; `write` puts the names into what Plotly has drawn,
 * so that it follows the colour scheme, and is light on paper.
 * @param {HTMLElement} el */
export function palette(el) {
  /** @type {Map<string, string>} */
  const names = new Map();

  /** @param {string} name */
  const value = (name) => {
    const probe = document.createElement("span");
    probe.style.cssText = `color: ${name}; forced-color-adjust: none`;
    el.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    if (!names.has(found)) names.set(found, name);
    return found;
  };

  /** @template T
   * @param {T} part
   * @returns {T} the same, with colours where variables were */
  const read = (part) => /** @type {T} */ (readAny(part));
  /** @param {unknown} part
   * @returns {unknown} */
  const readAny = (part) => {
    if (typeof part === "string") return part.startsWith("var(") ? value(part) : part;
    if (Array.isArray(part)) return part.map(readAny);
    if (!part || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, readAny(one)]));
  };

  const write = () => {
    for (const { style } of /** @type {NodeListOf<SVGElement>} */ (el.querySelectorAll("svg [style]"))) {
      for (const kind of /** @type {const} */ (["fill", "stroke"])) {
        const name = names.get(style[kind]);
        if (name) style[kind] = name;
      }
    }
  };

  return { read, write };
}

const LEAST = 240; // pixels that the titles take with type of its usual size

/** The layout with its type larger by `wanted`, where the width has room for it.
 * @param {Layout} layout
 * @param {number} width
 * @param {number} wanted */
export function inPageType(layout, width, wanted) {
  const times = Math.min(wanted, Math.max(1, width / LEAST));
  /** @template {Typed} T
   * @param {T} part
   * @returns {T} */
  const type = (part) => (part.font ? { ...part, font: { ...part.font, size: part.font.size * times } } : part);
  /** @param {Typed} part */
  const words = (part) => ({ ...type(part), xshift: (part.xshift ?? 0) * times, yshift: (part.yshift ?? 0) * times });
  const margin = Object.fromEntries(Object.entries(layout.margin).map(([side, px]) => [side, px * times]));
  const annotations = layout.annotations?.map(words);
  return { ...type(layout), annotations, margin, height: layout.height * times };
}

// Draws a figure with Plotly at the width and the size of type that it really has, and again when they change.

import { inPageType, palette } from "./chart/look.js";
import { load } from "./chart/plotly.js";

/** @import { Render } from "@anywidget/types" */
/** @import { Layout } from "./chart/look.js" */

const OPTIONS = { displayModeBar: false, responsive: false, doubleClick: false, scrollZoom: false };
const CHANGES = "change:figure change:caption";

/** How much larger than usual the page's type is. */
const typeOfPage = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

/** @type {Render<{ figure: { data?: object[], layout: Layout }, caption: string }>} */
function render({ model, el }) {
  el.classList.add("chart");
  const figure = document.createElement("figure");
  const plot = document.createElement("div");
  const caption = document.createElement("figcaption");
  plot.className = "chart-plot";
  figure.append(plot, caption);
  el.append(figure);

  async function draw() {
    caption.textContent = model.get("caption");
    const { data, layout } = model.get("figure");
    const width = plot.clientWidth;
    if (!data || !width) return;
    try {
      const Plotly = await load(model);
      const { read, write } = palette(plot);
      const now = read({ data, layout: inPageType(layout, width, typeOfPage()) });
      const drawn = Plotly.react(plot, now.data, { ...now.layout, width }, OPTIONS);
      write(); // at once, before anything can be printed
      await drawn;
    } catch (error) {
      console.warn(error);
      plot.textContent = "The chart cannot be drawn here. The table below holds the same numbers.";
    }
  }

  const sized = new ResizeObserver(draw);
  sized.observe(plot);
  model.on(CHANGES, draw);
  return () => {
    sized.disconnect();
    model.off(CHANGES, draw);
  };
}

export default { render };

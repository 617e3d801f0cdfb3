// Draws a figure with Plotly at the width it really has, and again when the width or the colour scheme changes.

let plotly; // one promise a page

/** The script as a module of its own: JupyterLab's AMD loader would otherwise take it, and no `eval` is needed. */
async function run(script) {
  const before = "const module = { exports: {} }, exports = module.exports, define = undefined;\n";
  const text = [before, script, "\nexport default module.exports;"];
  const address = URL.createObjectURL(new Blob(text, { type: "text/javascript" }));
  try {
    return (await import(address)).default;
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function fromPage() {
  const answer = await fetch(document.body.dataset.plotly);
  if (!answer.ok) throw new Error(`no Plotly: ${answer.status}`);
  return answer.text();
}

function fromKernel(model) {
  return new Promise((resolve) => {
    const take = (content, buffers) => {
      if (content.kind !== "script") return;
      model.off("msg:custom", take);
      resolve(new TextDecoder().decode(buffers[0]));
    };
    model.on("msg:custom", take);
    model.send({ kind: "script" });
  });
}

function load(model) {
  plotly ??= (document.body.dataset.plotly ? fromPage() : fromKernel(model)).then(run);
  plotly.catch(() => (plotly = undefined));
  return plotly;
}

/** The figure with every `var(--name)` replaced by the value that holds in the page. */
function inPageColours(value, style) {
  if (typeof value === "string") return value.replace(/^var\((--[\w-]+)\)$/, (_, name) => style.getPropertyValue(name).trim());
  if (Array.isArray(value)) return value.map((one) => inPageColours(one, style));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inPageColours(one, style)]));
  }
  return value;
}

function render({ model, el }) {
  el.classList.add("chart");
  const figure = document.createElement("figure");
  const plot = document.createElement("div");
  const caption = document.createElement("figcaption");
  plot.className = "chart-plot";
  figure.append(plot, caption);
  el.append(figure);
  const dark = matchMedia("(prefers-color-scheme: dark)");

  async function draw() {
    caption.textContent = model.get("caption");
    const { data, layout } = model.get("figure");
    const width = plot.clientWidth;
    if (!data || !width) return;
    try {
      const Plotly = await load(model);
      const now = inPageColours({ data, layout }, getComputedStyle(el));
      const options = { displayModeBar: false, responsive: false, doubleClick: false, scrollZoom: false };
      await Plotly.react(plot, now.data, { ...now.layout, width }, options);
    } catch (error) {
      console.warn(error);
      plot.textContent = "The chart cannot be drawn here. The table below holds the same numbers.";
    }
  }

  const sized = new ResizeObserver(draw);
  sized.observe(plot);
  model.on("change:figure change:caption", draw);
  dark.addEventListener("change", draw);
  return () => {
    sized.disconnect();
    model.off("change:figure change:caption", draw);
    dark.removeEventListener("change", draw);
  };
}

export default { render };

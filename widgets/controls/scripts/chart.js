// Draws a figure with Plotly at the width and the size of type that it really has, and again when they change.

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

/** The page's colours: `read` gives a variable's value, for Plotly; `write` puts the names into what Plotly has drawn, so
 * that it follows the colour scheme, and is light on paper. */
function palette(el) {
  const names = new Map();

  const value = (name) => {
    const probe = document.createElement("span");
    probe.style.cssText = `color: ${name}; forced-color-adjust: none`;
    el.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    if (!names.has(found)) names.set(found, name);
    return found;
  };

  const read = (part) => {
    if (typeof part === "string") return part.startsWith("var(") ? value(part) : part;
    if (Array.isArray(part)) return part.map(read);
    if (!part || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, read(one)]));
  };

  const write = () => {
    for (const { style } of el.querySelectorAll("svg [style]")) {
      for (const kind of ["fill", "stroke"]) {
        if (names.has(style[kind])) style[kind] = names.get(style[kind]);
      }
    }
  };

  return { read, write };
}

const LEAST = 240; // pixels that the titles take with type of its usual size

/** The layout with its type as large as the page's, where the width has room for it. */
function inPageType(layout, width) {
  const wanted = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const times = Math.min(wanted, Math.max(1, width / LEAST));
  const type = ({ font, ...rest }) => (font ? { ...rest, font: { ...font, size: font.size * times } } : rest);
  const margin = Object.fromEntries(Object.entries(layout.margin).map(([side, px]) => [side, px * times]));
  return { ...type(layout), annotations: layout.annotations.map(type), margin, height: layout.height * times };
}

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
      const now = read({ data, layout: inPageType(layout, width) });
      const options = { displayModeBar: false, responsive: false, doubleClick: false, scrollZoom: false };
      const drawn = Plotly.react(plot, now.data, { ...now.layout, width }, options);
      write(); // at once, before anything can be printed
      await drawn;
    } catch (error) {
      console.warn(error);
      plot.textContent = "The chart cannot be drawn here. The table below holds the same numbers.";
    }
  }

  const sized = new ResizeObserver(draw);
  sized.observe(plot);
  model.on("change:figure change:caption", draw);
  return () => {
    sized.disconnect();
    model.off("change:figure change:caption", draw);
  };
}

export default { render };

// The exercise's form in the browser, by json-editor.

import { JSONEditor } from "./author/json_editor.js";

/** @import { AnyModel, Render } from "@anywidget/types" */
/** @typedef {{ draft?: number, schema?: object, value?: unknown }} Asked */
/** @typedef {{ asked: Asked, told: { draft?: number, value: unknown } }} Traits */

const WAIT = 250; // milliseconds without a change until the kernel is told

const OPTIONS = {
  theme: "exercise",
  show_opt_in: true,
  show_errors: "never", // the kernel tells what is wrong, in its own words
  disable_edit_json: true,
  disable_properties: true,
  disable_array_delete_all_rows: true,
  disable_array_delete_last_row: true,
  prompt_before_delete: false,
  form_name_root: "exercise",
};

/** A step of a field's address in words: places are counted from 1.
 * @param {string} step */
const inWords = (step) => (/^\d+$/.test(step) ? String(Number(step) + 1) : step.replaceAll("_", " "));

/** Buttons that only say “Delete” or “Show” are told apart: “cues 2”, “dose”.
 * @param {HTMLElement} el */
function describe(el) {
  for (const button of el.querySelectorAll("button")) {
    const field = /** @type {HTMLElement | null} */ (button.closest("[data-schemapath]"));
    const steps = field?.dataset.schemapath?.split(".").slice(1) ?? [];
    const row = button.closest("td") && button.dataset.i;
    button.ariaDescription = [...steps, ...(row ? [row] : [])].map(inWords).join(" ");
  }
}

/** @type {Render<Traits>} */
function render({ model, el }) {
  el.classList.add("exercise-form");
  el.dataset.lmSuppressShortcuts = "true"; // JupyterLab's keys are not for what is typed here
  /** @type {JSONEditor | undefined} */
  let editor;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  function build() {
    clearTimeout(waiting);
    if (editor?.ready) editor.destroy();
    const { draft, schema, value } = model.get("asked");
    const holder = document.createElement("div");
    el.replaceChildren(holder);
    if (!schema) return;
    const mine = new JSONEditor(holder, { ...OPTIONS, schema, startval: value });
    const tell = () => {
      model.set("told", { draft, value: mine.getValue() });
      model.save_changes();
    };
    editor = mine;
    mine.on("change", () => {
      describe(holder);
      clearTimeout(waiting);
      // A button beside the form is pressed for what stands in it now.
      if (mine === editor) waiting = setTimeout(tell, el.contains(document.activeElement) ? WAIT : 0);
    });
  }

  build();
  model.on("change:asked", build);
  return () => {
    clearTimeout(waiting);
    model.off("change:asked", build);
    if (editor?.ready) editor.destroy();
  };
}

export default { render };

// The exercise's form in the browser, by json-editor.

import { JSONEditor } from "./author/json_editor.js";

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

/** A `datalist` of every kind of words, for the fields to complete from. */
function lists(words) {
  return Object.entries(words).map(([kind, ids]) => {
    const list = document.createElement("datalist");
    list.id = `exercise-words-${kind}`;
    list.append(...ids.map((id) => Object.assign(document.createElement("option"), { value: id })));
    return list;
  });
}

/** Buttons that only say “Delete” or “Show” are told apart: “cues 2”, “dose”. */
function describe(el) {
  for (const button of el.querySelectorAll("button")) {
    const steps = button.closest("[data-schemapath]").dataset.schemapath.split(".").slice(1);
    const words = [...steps, button.closest("td") ? button.dataset.i : undefined].filter((step) => step !== undefined);
    button.ariaDescription = words
      .map((step) => (/^\d+$/.test(step) ? Number(step) + 1 : step.replaceAll("_", " ")))
      .join(" ");
  }
}

function render({ model, el }) {
  el.classList.add("exercise-form");
  el.dataset.lmSuppressShortcuts = "true"; // JupyterLab's keys are not for what is typed here
  let editor, waiting;

  function tell(draft) {
    model.set("told", { draft, value: editor.getValue() });
    model.save_changes();
  }

  function build() {
    clearTimeout(waiting);
    if (editor?.ready) editor.destroy();
    const { draft, schema, words, value } = model.get("asked");
    const holder = document.createElement("div");
    el.replaceChildren(...lists(words ?? {}), holder);
    if (!schema) return;
    const mine = (editor = new JSONEditor(holder, { ...OPTIONS, schema, startval: value }));
    mine.on("change", () => {
      describe(holder);
      clearTimeout(waiting);
      if (mine === editor) waiting = setTimeout(tell, WAIT, draft);
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

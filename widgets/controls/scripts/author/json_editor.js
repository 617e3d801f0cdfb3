// json-editor with a theme of our own. Its licence travels with it, in the file that is built.

import { JSONEditor } from "@json-editor/json-editor";

/*! json-editor: The MIT License (MIT)
 *
 * Copyright (c) 2013 Jeremy Dorn
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of
 * this software and associated documentation files (the "Software"), to deal in
 * the Software without restriction, including without limitation the rights to
 * use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of
 * the Software, and to permit persons to whom the Software is furnished to do so,
 * subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all
 * copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS
 * FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
 * COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
 * IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
 * CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE. */

/** json-editor's plain theme, with words for the ear where it has the fields' addresses. */
class Theme extends JSONEditor.defaults.themes.html {
  /** @override
   * @param {string} address */
  getOptInCheckbox(address) {
    const found = super.getOptInCheckbox(address);
    const field = address.split(/[[\].]+/).findLast(Boolean) ?? "";
    found.checkbox.ariaLabel = `Say ${field.replaceAll("_", " ")}`;
    found.label.remove();
    return found;
  }
}
JSONEditor.defaults.themes.exercise = Theme;
Object.assign(JSONEditor.defaults.languages.en, { button_collapse: "Hide", button_expand: "Show" });
// Of which one is in its description.
JSONEditor.defaults.languages.en.button_delete_row_title = "Delete";

export { JSONEditor };

// Runs bake.py in the Python of browsers: `node bake.js HOUSE SITE IN OUT`.

import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const FOLDERS = ["/house", "/site", "/in", "/out"];

const python = await loadPyodide({ env: { HOME: "/home", PYTHONHASHSEED: "0" } });
for (const [place, folder] of FOLDERS.entries()) {
  python.FS.mkdirTree(folder);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: process.argv[2 + place] }, folder);
}
python.runPython(readFileSync(new URL("bake.py", import.meta.url), "utf8"));

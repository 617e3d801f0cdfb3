// Runs a script in the Python of browsers: `node run.js SCRIPT /at=FOLDER …` has these folders of the machine's there, by
// these names. With `--of FOLDER` it is the Python whose files are in that one, and not npm's.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadPyodide } from "pyodide";

const { values, positionals } = parseArgs({ options: { of: { type: "string" } }, allowPositionals: true });
const [script, ...folders] = positionals;

const python = await loadPyodide({ env: { HOME: "/home", PYTHONHASHSEED: "0" }, indexURL: values.of });
for (const [at, root] of folders.map((each) => each.split("="))) {
  python.FS.mkdirTree(at);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, at);
}
try {
  python.runPython(readFileSync(script, "utf8"));
} catch (error) {
  console.error(/** @type {Error} */ (error).message); // without the script of Pyodide's, which is one line of a megabyte
  process.exit(1);
}

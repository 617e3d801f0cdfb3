// Python in a worker of the page: starts it, and carries what widgets and their Python say to each other.

import { loadPyodide } from "pyodide";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { Files } from "./files.js";

/** @import { Begin, Tell, ToWorker } from "./python.js" */

const HERE = "https://here.invalid/"; // never asked: what Pyodide fetches from there comes from the page's own files
/** @type {any} */
const LOCK = { info: PYODIDE_INFO, packages: {} }; // of Pyodide's own packages none is used
const ASKED = {
  "pyodide.asm.wasm": ["python", "application/wasm"],
  "python_stdlib.zip": ["library", "application/zip"],
};

/** @type {(message: Tell, transfer?: Transferable[]) => void} */
const tell = (message, transfer = []) => self.postMessage(message, { transfer });

/** Answers what Pyodide fetches. What it returns rejects where a file does not come, or is none of Python's: Pyodide
 * itself says that to the console alone, and waits for ever.
 * @param {Files} files
 * @returns {Promise<never>} */
function answerPyodide(files) {
  const [fetched, instantiate] = [self.fetch.bind(self), WebAssembly.instantiateStreaming];
  return new Promise((_, fail) => {
    const told = (/** @type {unknown} */ error) => {
      fail(error);
      throw error;
    };
    self.fetch = async (asked, options) => {
      const address = String(asked);
      if (!address.startsWith(HERE)) return fetched(asked, options);
      const [name, type] = ASKED[/** @type {keyof typeof ASKED} */ (address.slice(HERE.length))];
      return new Response(await files.stream(name).catch(told), { headers: { "Content-Type": type } });
    };
    WebAssembly.instantiateStreaming = (source, imports) => instantiate(source, imports).catch(told);
  });
}

/** What hears the page.
 * @typedef {(kind: string, content: string, buffers: ArrayBuffer[]) => void} Hear */

/** Starts Python.
 * @param {Files} files
 * @param {string} module that makes the page
 * @returns {Promise<Hear>} */
async function start(files, module) {
  const failure = answerPyodide(files);
  const first = files.bytes("first");
  const started = loadPyodide({
    indexURL: HERE,
    packageBaseUrl: HERE,
    lockFileContents: LOCK,
    createPyodideModule,
    env: { HOME: "/home", JUPYTER_WIDGETS_ECHO: "0" },
  });
  const [python] = await Promise.race([Promise.all([started, first]), failure]);
  python.pyimport("packs").begin((/** @type {string} */ name) => files.atOnce(name), await first);
  python.pyimport(module).begin_packed((/** @type {string} */ message, /** @type {Uint8Array[]} */ parts) => {
    const buffers = parts.map((part) => part.slice().buffer);
    tell({ kind: "said", message, buffers }, buffers);
  });
  return python.pyimport("engine").hear;
}

/** @type {Files} */
let files;
/** @type {Promise<Hear>} */
let ready;

self.onmessage = async (/** @type {MessageEvent<ToWorker>} */ { data }) => {
  try {
    if (data.kind === "begin") {
      files = new Files(data.files, data.given, data.shelf, (share) => tell({ kind: "share", share }));
      ready = start(files, data.engine);
      await ready;
      tell({ kind: "ready" });
      files.hold("later").then(
        () => tell({ kind: "kept" }),
        () => {}, // no connection: at the next visit
      );
    } else {
      const hear = await ready;
      hear(data.type, data.content, data.buffers);
      tell({ kind: "done", number: data.number });
    }
  } catch (error) {
    tell({ kind: "lost", how: files.missing ?? "broken", error: String(/** @type {Error} */ (error)?.stack ?? error) });
  }
};

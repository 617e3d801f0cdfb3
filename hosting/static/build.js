// Builds the scripts that a page without a server has besides: its Python's worker, and its service worker.

import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { licences } from "../front/licences.js";

const OUT = process.argv[2];
const HERE = "hosting/front/scripts";
const { info } = JSON.parse(readFileSync("node_modules/pyodide/pyodide-lock.json", "utf8"));

/** @type {import("esbuild").BuildOptions} */
const each = {
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "iife", // a classic script: no browser starts a module's worker in a page that was opened from a disk
  target: "es2022",
  charset: "utf8",
  logLevel: "warning",
  metafile: true,
  legalComments: "none", // they are all in the file of licences
};

const keeper = await build({ ...each, entryPoints: { sw: `${HERE}/app/sw.js` } });
const worker = await build({
  ...each,
  entryPoints: { worker: `${HERE}/python/worker.js` },
  external: ["node:*", "ws"],
  define: { "import.meta.url": "self.location.href", PYODIDE_INFO: JSON.stringify(info) },
  banner: { js: "self.importScripts=()=>{throw new TypeError()};" }, // without it Pyodide would take a module for none
});

const head = "What went into the workers beside the guide's own code:\n";
const inputs = { ...keeper.metafile?.inputs, ...worker.metafile?.inputs };
writeFileSync(`${OUT}/worker.LICENSES.txt`, licences(head, { inputs }));

// Builds the front end: one script, one sheet, and the licences of all that went into the script.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const HERE = "hosting/front/scripts";
const OUT = process.argv[2] ?? "hosting/voila/templates/guide/static";
const JUPYTERS = /^@(jupyter-widgets|lumino)\//; // whose packages have no file of their licence
const KNOWN = new Set(["MIT", "BSD-3-Clause"]); // what may be passed on with its text beside it, and no more to do

const { metafile } = await build({
  entryPoints: [`${HERE}/front.js`, `${HERE}/front.css`],
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  logLevel: "warning",
  metafile: true,
  legalComments: "none", // they are all in the file of licences
  inject: [`${HERE}/anywidget_classes.js`],
  alias: {
    "sanitize-html": `./${HERE}/left_out.js`,
    nouislider: `./${HERE}/left_out.js`,
    jquery: "./node_modules/jquery/dist/jquery.slim.js",
  },
});

/** The folder of the package that a file belongs to; null for one of ours.
 * @param {string} file */
const packageOf = (file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? null;

/** A package's name, version and licence, with the licence's text.
 * @param {string} folder */
function told(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!KNOWN.has(license)) throw new Error(`${name} is under ${license}: may it be passed on? Say so in build.js.`);
  const own = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  const text = own ? join(folder, own) : JUPYTERS.test(name) && "hosting/front/project_jupyter.LICENSE.txt";
  if (!text) throw new Error(`${name} has no text of its licence: put one beside build.js.`);
  return `${name} ${version} (${license})\n\n${readFileSync(text, "utf8").trim()}\n`;
}

const packages = [...new Set(Object.keys(metafile.inputs).map(packageOf))].filter((each) => each !== null).sort();
const LINE = "-".repeat(80);
const head = "What went into front.js and front.css beside the guide's own code, under these licences:\n";
writeFileSync(`${OUT}/front.LICENSES.txt`, [head, ...packages.map(told)].join(`${LINE}\n`));

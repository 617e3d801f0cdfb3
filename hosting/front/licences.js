// The licences of what went into a script: a package's name, version and licence, with the licence's text.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const JUPYTERS = /^@(jupyter-widgets|lumino)\//; // whose packages have no file of their licence
const TEXTS = { "MPL-2.0": "hosting/static/licences/MPL-2.0.txt" }; // of licences whose packages do not bring it
const KNOWN = new Set(["MIT", "BSD-3-Clause", ...Object.keys(TEXTS)]); // what may be passed on with its text beside it
const LINE = "-".repeat(80);

/** The folder of the package that a file belongs to; null for one of ours.
 * @param {string} file */
const packageOf = (file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? null;

/** @param {string} folder */
function told(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!KNOWN.has(license)) throw new Error(`${name} is under ${license}: may it be passed on? Say so in licences.js.`);
  const own = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  const jupyters = JUPYTERS.test(name) && "hosting/front/project_jupyter.LICENSE.txt";
  const text = own ? join(folder, own) : jupyters || TEXTS[/** @type {keyof typeof TEXTS} */ (license)];
  if (!text) throw new Error(`${name} has no text of its licence: put one beside licences.js.`);
  return `${name} ${version} (${license})\n\n${readFileSync(text, "utf8").trim()}\n`;
}

/** Of all packages whose files esbuild put into a script. Throws for a licence that nobody has looked at.
 * @param {string} head
 * @param {{ inputs: object }} metafile */
export function licences(head, { inputs }) {
  const packages = [...new Set(Object.keys(inputs).map(packageOf))].filter((each) => each !== null).sort();
  return [head, ...packages.map(told)].join(`${LINE}\n`);
}

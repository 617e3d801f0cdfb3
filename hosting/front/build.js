// Builds the front end: one script, one sheet, and the licences of all that went into the script.

import { writeFileSync } from "node:fs";
import { build } from "esbuild";
import { licences } from "./licences.js";

const HERE = "hosting/front/scripts";
const OUT = process.argv[2] ?? "hosting/voila/templates/guide/static";

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

const head = "What went into front.js and front.css beside the guide's own code, under these licences:\n";
writeFileSync(`${OUT}/front.LICENSES.txt`, licences(head, metafile));

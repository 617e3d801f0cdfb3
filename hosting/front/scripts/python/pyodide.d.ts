// What the build puts in (hosting/static/build.js), and the part of npm's pyodide that has no types of its own.

declare const PYODIDE_INFO: any;

declare module "pyodide/pyodide.asm.mjs" {
  const createPyodideModule: any;
  export default createPyodideModule;
}

// What the build puts in (hosting/static/build.js), what only workers have, and the part of npm's pyodide that has no types of its own.

declare const PYODIDE_INFO: any;

/** What a worker reads a file with that cannot wait for it. */
declare class FileReaderSync {
  readAsArrayBuffer(file: Blob): ArrayBuffer;
}

declare module "pyodide/pyodide.asm.mjs" {
  const createPyodideModule: any;
  export default createPyodideModule;
}

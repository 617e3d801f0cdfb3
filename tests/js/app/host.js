// A host of files, and a browser's caches, for a service worker without a browser.

import { Keeper } from "../../../hosting/front/scripts/app/keeper.js";

/** @import { Release } from "../../../hosting/front/scripts/app/keeper.js" */

const SCOPE = "https://host.test/guide/";

/** @typedef {{ clone: () => Response }} Stored */

/** As much of a cache as the worker needs. */
class Shelf {
  /** @type {Map<string, Response>} */
  kept = new Map();

  /** @param {string} url */
  async match(url) {
    return this.kept.get(url)?.clone();
  }

  /** @param {string} url
   * @param {Response} answer */
  async put(url, answer) {
    const content = await answer.arrayBuffer();
    this.kept.set(url, new Response(content, { headers: answer.headers }));
  }

  /** @param {string | { url: string }} asked */
  async delete(asked) {
    return this.kept.delete(typeof asked === "string" ? asked : asked.url);
  }

  async keys() {
    return [...this.kept.keys()].map((url) => ({ url }));
  }
}

/** A release with a file of its own beside one that all have.
 * @param {string} version
 * @returns {Release} */
export const release = (version) => ({
  version,
  page: ["", "manifest.webmanifest"],
  files: ["python/python-0.gz", `python/later-${version}.gz`],
  wanted: [`python/rest-${version}.gz`],
});

/** A browser that has never been here, and a host that has a release. */
export function opened() {
  /** @type {Map<string, Shelf>} */
  const shelves = new Map();
  /** @type {Map<string, { text: string, type: string, status?: number }>} */
  const files = new Map();
  /** @type {string[]} */
  const asked = [];
  const host = {
    shelves,
    files,
    asked,
    online: true,
    /** Puts a release in the place of what was there.
     * @param {string} version */
    offer(version) {
      files.clear();
      const { page, files: others, wanted } = release(version);
      for (const name of [...page, ...others, ...wanted])
        files.set(name, { text: `${name} of ${version}`, type: "x/x" });
      files.set("", { text: `<body data-version="${version}">`, type: "text/html" });
    },
    /** What a browser has of the guide, by the ends of its caches' names. */
    get kept() {
      const names = [...shelves].map(([name, { kept }]) => [
        name.replace("strength-guide /guide/ ", ""),
        [...kept.keys()].map((url) => url.replace(SCOPE, "")).sort(),
      ]);
      return Object.fromEntries(names);
    },
  };
  const stands = {
    caches: {
      keys: async () => [...shelves.keys()],
      delete: async (/** @type {string} */ name) => shelves.delete(name),
      /** @param {string} name */
      async open(name) {
        if (!shelves.has(name)) shelves.set(name, new Shelf());
        return shelves.get(name);
      },
    },
    /** @param {string | { url: string }} request */
    async fetch(request) {
      const name = (typeof request === "string" ? request : request.url).replace(SCOPE, "").replace(/\?.*/, "");
      asked.push(name);
      if (!host.online) throw new TypeError("no connection");
      const { text, type, status = 200 } = files.get(name) ?? { text: "not here", type: "text/html", status: 404 };
      return new Response(text, { status, headers: { "Content-Type": type } });
    },
  };
  for (const [name, value] of Object.entries(stands)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return host;
}

/** A release's worker, which is new here.
 * @param {string} version */
export const keeperOf = (version) => new Keeper(SCOPE, release(version));

/** A release's worker, installed and answering.
 * @param {string} version */
export async function living(version) {
  const keeper = keeperOf(version);
  await keeper.install();
  await keeper.activate();
  return keeper;
}

/** What a worker answers, as text; null where it is none of its business.
 * @param {Keeper} keeper
 * @param {string} name
 * @param {{ method?: string, cache?: RequestCache, scope?: string }} [how] */
export async function answer(keeper, name, { method = "GET", cache = "default", scope = SCOPE } = {}) {
  const given = await keeper.answer({ method, cache, url: scope + name });
  return given?.text() ?? null;
}

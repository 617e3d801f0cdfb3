// What the service worker does: keeps one release of the guide whole, and answers with it. Files whose address names what
// is in them are shared by releases; the page, and what else has an address that stays, is each release's own.

import { AS_IT_IS, cachesOf, filesOf, isFile, toKeep } from "./kept_files.js";

/** A release: its version, its page (as "") and what else has an address that stays; the files that must be there, and
 * those that are kept when somebody wants them. All as seen from the folder.
 * @typedef {{ version: string, page: string[], files: string[], wanted: string[] }} Release */
/** Which files a release has that was lived in.
 * @typedef {{ version: string, files: string[] }} Lived */

const FILES = /^(python|front)\//;
const LIVED = "lived.json"; // where it is noted beside the files; nobody asks for it
const RELEASES = 2; // whose files are kept: a tab may still be open that the one before has drawn

export class Keeper {
  #scope;
  #release;

  /** @param {string} scope
   * @param {Release} release */
  constructor(scope, release) {
    this.#scope = scope;
    this.#release = release;
  }

  /** Fetches what is not here yet. Rejects where something cannot be had; what came until then is not fetched again. */
  async install() {
    const { page, files } = this.#release;
    const [shelf, own] = await Promise.all([this.#files(), this.#pages()]);
    const here = new Set([...(await shelf.keys()), ...(await own.keys())].map(({ url }) => url));
    const missing = (/** @type {string[]} */ names) => names.filter((at) => !here.has(this.#at(at)));
    await Promise.all([
      ...missing(files).map((at) => this.#take(shelf, at)),
      ...missing(page).map((at) => this.#take(own, at, { cache: "no-cache" })),
    ]);
  }

  /** Takes away what neither this release nor the one before has. */
  async activate() {
    const { version, files, wanted } = this.#release;
    const [shelf, names] = await Promise.all([this.#files(), caches.keys()]);
    const before = (await this.#lived(shelf)).filter((each) => each.version !== version);
    const lived = [{ version, files: [...files, ...wanted] }, ...before].slice(0, RELEASES);
    await shelf.put(this.#at(LIVED), Response.json(lived));
    const stays = new Set([LIVED, ...lived.flatMap((each) => each.files)].map((at) => this.#at(at)));
    const left = (await shelf.keys()).filter(({ url }) => !stays.has(url));
    const own = new Set([this.#pagesName, filesOf(this.#scope)]);
    const others = names.filter((name) => name.startsWith(cachesOf(this.#scope)) && !own.has(name));
    await Promise.all([...left.map((each) => shelf.delete(each)), ...others.map((name) => caches.delete(name))]);
  }

  /** The answer to a request; null where it is none of the guide's business.
   * @param {Pick<Request, "method" | "url" | "cache">} request
   * @returns {Promise<Response> | null} */
  answer(request) {
    if (request.method !== "GET" || !request.url.startsWith(this.#scope)) return null;
    const [at] = request.url.slice(this.#scope.length).split(/[?#]/);
    const name = at === "index.html" ? "" : at;
    if (this.#release.page.includes(name)) return this.#ofPage(request, name);
    return FILES.test(name) ? this.#file(request, name) : null;
  }

  /** @param {string} name */
  #at(name) {
    return this.#scope + name;
  }

  get #pagesName() {
    return `${cachesOf(this.#scope)}page ${this.#release.version}`;
  }

  #files() {
    return caches.open(filesOf(this.#scope));
  }

  #pages() {
    return caches.open(this.#pagesName);
  }

  /** @param {Cache} shelf
   * @returns {Promise<Lived[]>} */
  async #lived(shelf) {
    const noted = await shelf.match(this.#at(LIVED));
    return (await noted?.json().catch(() => null)) ?? [];
  }

  /** Fetches a file and keeps it. Rejects where it is not what it should be.
   * @param {Cache} cache
   * @param {string} name
   * @param {RequestInit} [how] */
  async #take(cache, name, how) {
    const answer = await fetch(this.#at(name), how);
    if (!(await this.#keep(cache, name, answer))) throw new Error(`no ${name || "page"}: ${answer.status}`);
  }

  /** Keeps an answer, if it is this release's; the page says which one it is of.
   * @param {Cache} cache
   * @param {string} name
   * @param {Response} answer */
  async #keep(cache, name, answer) {
    if (name) {
      if (!isFile(answer)) return false;
      await cache.put(this.#at(name), toKeep(answer));
      return true;
    }
    const text = answer.status === 200 ? await answer.text() : "";
    if (!text.includes(`data-version="${this.#release.version}"`)) return false;
    await cache.put(this.#scope, toKeep(answer, text));
    return true;
  }

  /** The page, or a file that belongs to it: as it was kept, and from the network where it was lost.
   * @param {Pick<Request, "url">} request
   * @param {string} name */
  async #ofPage(request, name) {
    const pages = await this.#pages().catch(() => null);
    const kept = await pages?.match(this.#at(name), AS_IT_IS).catch(() => undefined);
    if (kept) return kept;
    const answer = await fetch(/** @type {Request} */ (request));
    if (pages) await this.#keep(pages, name, answer.clone()).catch(() => false);
    return answer;
  }

  /** @param {Pick<Request, "url" | "cache">} request one that asks for a reload has found what was kept not to work
   * @param {string} name */
  async #file(request, name) {
    const shelf = await this.#files().catch(() => null);
    const kept = await shelf?.match(this.#at(name), AS_IT_IS).catch(() => undefined);
    if (kept && request.cache !== "reload") return kept;
    const answer = await fetch(/** @type {Request} */ (request)).catch((error) => kept ?? Promise.reject(error));
    const { files, wanted } = this.#release;
    if (answer === kept || !(files.includes(name) || wanted.includes(name))) return answer;
    if (shelf) await this.#keep(shelf, name, answer.clone()).catch(() => false);
    if (answer.status === 404) await this.#end();
    return answer;
  }

  /** The host has this release no more, and here it is not whole: the page is asked for there from now on. */
  async #end() {
    const pages = await this.#pages().catch(() => null);
    await pages?.delete(this.#scope).catch(() => false);
  }
}

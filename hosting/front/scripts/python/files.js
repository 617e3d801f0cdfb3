// The files that Python needs: kept at an earlier visit, fetched and kept, or given by a page that holds them all;
// compressed in each case, unless whoever sends them has unpacked them already.

import { unpacked } from "../../../../widgets/controls/scripts/shared/unpacked.js";
import { AS_IT_IS, isFile, toKeep } from "../app/kept_files.js";

/** A file's address, and its size as it is sent, in bytes.
 * @typedef {{ at: string, size: number }} Listed */

/** What this browser keeps, and whether it is to be fetched again, because Python did not run with it.
 * @typedef {{ cache: string, anew: boolean }} Shelf */

const AT_ONCE = ["python", "library", "first"];

export class Files {
  /** @type {"away" | "gone" | null} why one of them did not come: for now, or for good */
  missing = null;
  #listed;
  #given;
  #share;
  #anew;
  /** @type {Promise<Cache | null>} */
  #shelf;
  /** @type {Promise<void>[]} */
  #puts = [];
  #got = 0;

  /** @param {Record<string, Listed>} listed
   * @param {Record<string, Blob> | null} given those of a page that holds them all
   * @param {Shelf} shelf
   * @param {(share: number) => void} share is told, from 0 to 1, how much has come of what is needed at once */
  constructor(listed, given, { cache, anew }, share) {
    this.#listed = listed;
    this.#given = { ...given };
    this.#share = share;
    this.#anew = anew;
    this.#shelf = given || !self.caches ? Promise.resolve(null) : caches.open(cache).catch(() => null);
  }

  /** A file as it comes. Rejects where it does not.
   * @param {string} name */
  async stream(name) {
    const own = this.#given[name];
    if (own) return unpacked(/** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (own.stream()));
    const away = () => {
      this.missing ??= "away";
    };
    const answer = await this.#answer(this.#listed[name].at).catch((error) => {
      away();
      throw error;
    });
    if (!answer.ok || !answer.body) {
      this.missing ??= answer.status === 404 ? "gone" : "away";
      throw new Error(`no ${name}: ${answer.status}`);
    }
    return unpacked(answer.body.pipeThrough(this.#counted()), away);
  }

  /** A whole file.
   * @param {string} name */
  async bytes(name) {
    return new Uint8Array(await new Response(await this.stream(name)).arrayBuffer());
  }

  /** Holds a file that is wanted later, so that it is here then without a connection, whatever this browser keeps. Once
   * this is done, so is all keeping; it rejects where the file does not come.
   * @param {string} name */
  async hold(name) {
    if (!this.#given[name]) this.#given[name] = await (await this.#answer(this.#listed[name].at)).blob();
    await Promise.all(this.#puts);
  }

  /** A whole file as it is sent, for Python, which cannot wait in the middle of an import.
   * @param {string} name */
  atOnce(name) {
    const own = this.#given[name];
    if (own) return new Uint8Array(new FileReaderSync().readAsArrayBuffer(own));
    const request = new XMLHttpRequest();
    request.open("GET", this.#listed[name].at, false);
    request.responseType = "arraybuffer";
    request.send();
    if (request.status !== 200) throw new Error(`no ${name}: ${request.status}`);
    return new Uint8Array(request.response);
  }

  /** A file as it is kept here; or fetched, and kept from now on.
   * @param {string} at */
  async #answer(at) {
    const shelf = await this.#shelf;
    const kept = await shelf?.match(at, AS_IT_IS).catch(() => undefined);
    if (kept && !this.#anew) return kept;
    const asked = fetch(at, { cache: this.#anew ? "reload" : "default" });
    const answer = kept ? await asked.catch(() => kept) : await asked;
    if (shelf && answer !== kept && isFile(answer))
      this.#puts.push(shelf.put(at, toKeep(answer.clone())).catch(() => {}));
    return answer;
  }

  #counted() {
    const whole = AT_ONCE.reduce((sum, name) => sum + this.#listed[name].size, 0);
    return new TransformStream({
      transform: (part, controller) => {
        this.#got += part.byteLength;
        this.#share(Math.min(this.#got / whole, 1));
        controller.enqueue(part);
      },
    });
  }
}

// The files that Python needs: fetched, or given by a page that holds them all; compressed in either case, unless
// whoever sends them has unpacked them already.

import { unpacked } from "../../../../widgets/controls/scripts/shared/unpacked.js";

/** A file's address, and its size as it is sent, in bytes.
 * @typedef {{ at: string, size: number }} Listed */

const AT_ONCE = ["python", "library", "first"];

export class Files {
  /** @type {"away" | "gone" | null} why one of them did not come: for now, or for good */
  missing = null;
  #listed;
  #given;
  #share;
  #got = 0;

  /** @param {Record<string, Listed>} listed
   * @param {Record<string, ArrayBuffer> | null} given those of a page that holds them all
   * @param {(share: number) => void} share is told, from 0 to 1, how much has come of what is needed at once */
  constructor(listed, given, share) {
    this.#listed = listed;
    this.#given = given;
    this.#share = share;
  }

  /** A file as it comes. Rejects where it does not.
   * @param {string} name */
  async stream(name) {
    const own = this.#given?.[name];
    if (own) return unpacked(new Blob([own]).stream());
    const away = () => {
      this.missing ??= "away";
    };
    const answer = await fetch(this.#listed[name].at).catch((error) => {
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

  /** A whole file as it is sent, for Python, which cannot wait in the middle of an import.
   * @param {string} name */
  atOnce(name) {
    const own = this.#given?.[name];
    if (own) return new Uint8Array(own);
    const request = new XMLHttpRequest();
    request.open("GET", this.#listed[name].at, false);
    request.responseType = "arraybuffer";
    request.send();
    if (request.status !== 200) throw new Error(`no ${name}: ${request.status}`);
    return new Uint8Array(request.response);
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

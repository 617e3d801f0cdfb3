// A page that came with its kernel, as Voila serves a notebook: the kernel is asked for its widgets.

import { Engine } from "./engine.js";
import { Manager } from "./manager.js";
import { noticeOf } from "./notice.js";
import { Queue } from "./queue.js";

/** Draws what the notebook shows, in its places.
 * @param {string} kernelId
 * @param {string} base the server's address */
export async function showKernelPage(kernelId, base) {
  const say = noticeOf({});
  const queue = new Queue(() => {});
  const manager = new Manager((message) => queue.say(message));
  const engine = new Engine({
    base,
    told: null,
    queue,
    hear: (message) => manager.hear(message),
    is(state, address) {
      document.body.dataset.engine = state;
      if (address) document.body.dataset.kernel = address;
      say(state);
    },
  });
  engine.take(kernelId);
  await manager.load();
  const outputs = document.querySelectorAll("script[type='application/vnd.voila.cell-output+json']");
  if (!outputs.length) throw new Error("the notebook shows no widget");
  for (const output of outputs) {
    const { data } = JSON.parse(output.textContent ?? "");
    const around = /** @type {HTMLElement} */ (output.parentElement);
    await manager.show(data["application/vnd.jupyter.widget-view+json"].model_id, around);
  }
}

// Draws widgets from their states, whoever keeps those: the page itself, or a kernel.

import { ManagerBase } from "@jupyter-widgets/base-manager";
import { Widget } from "@lumino/widgets";
import { classOf } from "./classes.js";
import { Comm } from "./comm.js";

/** @import { Heard, Said } from "./comm.js" */

/** A widget's state as a page has it from its Python.
 * @typedef {{ model_name: string, model_module: string, model_module_version: string, state: Record<string, unknown> }}
 *   Kept */

export class Manager extends ManagerBase {
  /** @type {Map<string, Comm>} */
  #comms = new Map();
  #say;

  /** @param {(message: Said) => string} say sends what a widget says, and gives the message's number */
  constructor(say) {
    super();
    this.#say = say;
  }

  /** @param {string} name
   * @param {string} module */
  async loadClass(name, module) {
    return classOf(name, module);
  }

  /** @returns {Promise<any>} */
  async _create_comm() {
    throw new Error("widgets are made in Python here");
  }

  async _get_comm_info() {
    return {};
  }

  /** Descriptions are the page's own words. What people write stands in no description.
   * @param {string} text */
  inline_sanitize(text) {
    return text;
  }

  callbacks() {
    return {};
  }

  /** @param {string} id */
  #comm(id) {
    const comm = new Comm(id, this.#say);
    this.#comms.set(id, comm);
    return comm;
  }

  /** Makes widgets of their states; one that is here already is not made again.
   * @param {Record<string, Kept>} widgets by id */
  make(widgets) {
    for (const [id, { state, ...kind }] of Object.entries(widgets)) {
      if (this.has_model(id)) continue;
      this.new_model({ ...kind, model_id: id, comm: /** @type {any} */ (this.#comm(id)) }, /** @type {any} */ (state));
    }
  }

  /** Changes widgets' states, as their Python would.
   * @param {Record<string, Record<string, unknown>>} states by id */
  change(states) {
    for (const [id, state] of Object.entries(states)) {
      this.hear({
        header: { msg_type: "comm_msg" },
        parent_header: {},
        metadata: {},
        content: { comm_id: id, data: { method: "update", state, buffer_paths: [] } },
        buffers: [],
      });
    }
  }

  /** What the Python said of a widget.
   * @param {Heard} message */
  hear(message) {
    const { comm_id } = message.content;
    const kind = message.header.msg_type;
    if (kind === "comm_open" && !this.#comms.has(comm_id)) {
      this.handle_comm_open(/** @type {any} */ (this.#comm(comm_id)), /** @type {any} */ (message));
    }
    if (kind === "comm_open") return;
    this.#comms.get(comm_id)?.hear(message);
    if (kind === "comm_close") this.#comms.delete(comm_id);
  }

  /** Makes every widget that the kernel has. ipywidgets' own way of asking gives up after four seconds, which a slow
   * line takes. */
  async load() {
    const control = this.#comm(`control-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`);
    control.target_name = "jupyter.widget.control";
    control.open({});
    const told = await new Promise((answered) => {
      control.on_msg(({ content: { data } }) => answered(data));
      control.send({ method: "request_states" });
    });
    control.close();
    this.make(told.states);
  }

  /** Draws a widget.
   * @param {string} id
   * @param {HTMLElement} place */
  async show(id, place) {
    const view = await this.create_view(await this.get_model(id));
    Widget.attach(view.luminoWidget, place);
  }
}

// One widget's line to its Python: what ipywidgets expects of a comm.

/** What the kernel says, as Jupyter writes it.
 * @typedef {{ content: { comm_id: string, data: any }, metadata: object, buffers: DataView[],
 *   parent_header: { msg_id?: string }, header: { msg_type: string } }} Heard */
/** What a widget wants to know of its message's way.
 * @typedef {{ iopub?: { status?: (message: { content: { execution_state: string } }) => void } }} Callbacks */
/** What a widget says.
 * @typedef {{ type: "comm_msg" | "comm_close" | "comm_open", content: { comm_id: string, data: any,
 *   target_name?: string }, metadata: object, buffers: ArrayBuffer[], callbacks?: Callbacks }} Said */

export class Comm {
  target_name = "jupyter.widget";
  /** @type {Heard[]} what came before the widget listened */
  #early = [];
  /** @type {((message: Heard) => unknown) | null} */
  #listens = null;
  /** @type {(message: Heard) => unknown} */
  #closed = () => {};
  #say;

  /** @param {string} comm_id
   * @param {(message: Said) => string} say sends a message and gives its number */
  constructor(comm_id, say) {
    this.comm_id = comm_id;
    this.#say = say;
  }

  /** @param {(message: Heard) => unknown} listens */
  on_msg(listens) {
    this.#listens = listens;
    for (const message of this.#early.splice(0)) listens(message);
  }

  /** @param {(message: Heard) => unknown} closed */
  on_close(closed) {
    this.#closed = closed;
  }

  /** @param {Heard} message */
  hear(message) {
    if (message.header.msg_type === "comm_close") this.#closed(message);
    else if (this.#listens) this.#listens(message);
    else this.#early.push(message);
  }

  /** @param {unknown} data
   * @param {Callbacks} [callbacks]
   * @param {object} [metadata]
   * @param {(ArrayBuffer | ArrayBufferView)[]} [buffers] */
  send(data, callbacks, metadata = {}, buffers = []) {
    const whole = buffers.map((each) => (ArrayBuffer.isView(each) ? copied(each) : each));
    return this.#say({
      type: "comm_msg",
      content: { comm_id: this.comm_id, data },
      metadata,
      buffers: whole,
      callbacks,
    });
  }

  /** @param {unknown} [data] */
  close(data = {}) {
    return this.#say({ type: "comm_close", content: { comm_id: this.comm_id, data }, metadata: {}, buffers: [] });
  }

  /** @param {unknown} data */
  open(data) {
    const content = { comm_id: this.comm_id, data, target_name: this.target_name };
    return this.#say({ type: "comm_open", content, metadata: { version: "1.0.0" }, buffers: [] });
  }
}

/** @param {ArrayBufferView} part */
const copied = ({ buffer, byteOffset, byteLength }) =>
  /** @type {ArrayBuffer} */ (buffer.slice(byteOffset, byteOffset + byteLength));

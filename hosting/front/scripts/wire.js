// Jupyter's messages as they go over a websocket, in the protocol "v1.kernel.websocket.jupyter.org": the number of
// offsets, the offsets, the channel's name, then header, parent, metadata and content as JSON, then any buffers. Numbers
// are of 64 bits, the low byte first.

export const PROTOCOL = "v1.kernel.websocket.jupyter.org";
const WIDTH = 8; // bytes of an offset

/** @typedef {{ channel: string, header: any, parent_header: any, metadata: any, content: any,
 *   buffers: DataView[] }} Message */

/** A message as bytes.
 * @param {{ channel: string, header: object, parent_header?: object, metadata?: object, content: object,
 *   buffers?: ArrayBuffer[] }} message
 * @returns {ArrayBuffer} */
export function pack({ channel, header, parent_header = {}, metadata = {}, content, buffers = [] }) {
  const encoder = new TextEncoder();
  const json = [header, parent_header, metadata, content].map((part) => encoder.encode(JSON.stringify(part)));
  const parts = [encoder.encode(channel), ...json, ...buffers.map((buffer) => new Uint8Array(buffer))];
  const head = WIDTH * (parts.length + 2);
  const offsets = [head];
  for (const part of parts) offsets.push(/** @type {number} */ (offsets.at(-1)) + part.length);
  const bytes = new Uint8Array(/** @type {number} */ (offsets.at(-1)));
  const numbers = new DataView(bytes.buffer);
  for (const [place, number] of [offsets.length, ...offsets].entries()) {
    numbers.setBigUint64(WIDTH * place, BigInt(number), true);
  }
  for (const [place, part] of parts.entries()) bytes.set(part, offsets[place]);
  return bytes.buffer;
}

/** Bytes as a message. Throws an Error where they are none.
 * @param {ArrayBuffer} bytes
 * @returns {Message} */
export function unpack(bytes) {
  const numbers = new DataView(bytes);
  const number = (/** @type {number} */ place) => Number(numbers.getBigUint64(WIDTH * place, true));
  const offsets = Array.from({ length: number(0) }, (_, place) => number(place + 1));
  const parts = offsets.slice(0, -1).map((from, place) => new DataView(bytes, from, offsets[place + 1] - from));
  const decoder = new TextDecoder();
  const [channel, ...json] = parts.slice(0, 5).map((part) => decoder.decode(part));
  const [header, parent_header, metadata, content] = json.map((text) => JSON.parse(text));
  return { channel, header, parent_header, metadata, content, buffers: parts.slice(5) };
}

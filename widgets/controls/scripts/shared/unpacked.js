// Files that may come packed: where nobody compresses what is sent, the guide's own files are compressed beforehand.

const GZIP = [0x1f, 0x8b]; // how it begins

/** What a stream holds, unpacked where it is packed: whoever sends it may have unpacked it already.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {() => void} [broke] is called where it breaks off
 * @returns {Promise<ReadableStream<Uint8Array<ArrayBuffer>>>} */
export async function unpacked(stream, broke = () => {}) {
  const reader = stream.getReader();
  const next = () =>
    reader.read().catch((error) => {
      broke();
      throw error;
    });
  let head = await next();
  const packed = GZIP.every((byte, place) => head.value?.[place] === byte);
  const whole = new ReadableStream({
    async pull(controller) {
      const { value, done } = head;
      if (done) return controller.close();
      controller.enqueue(value);
      head = await next();
    },
  });
  return packed ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
}

/** Fetches a file, and gives it unpacked; where it cannot be had, what was said instead. Rejects without a connection.
 * @param {string} address */
export async function fetched(address) {
  const answer = await fetch(address);
  return answer.ok && answer.body ? new Response(await unpacked(answer.body)) : answer;
}

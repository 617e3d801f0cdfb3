// The guide's own files as a browser keeps them, to open without a connection: nobody's answers are among them. Each folder
// of a host has a guide of its own, which keeps its own.

/** How the names of a guide's caches begin.
 * @param {string} scope the address of its folder */
export const cachesOf = (scope) => `strength-guide ${new URL(scope).pathname} `;

/** The cache of files whose address names what is in them.
 * @param {string} scope */
export const filesOf = (scope) => `${cachesOf(scope)}files`;

/** Found whatever a host says of who may have what. */
export const AS_IT_IS = { ignoreVary: true };

/** Whether an answer is a file of ours: none of them is a page, as a network's own answers are.
 * @param {Response} answer */
export const isFile = (answer) =>
  answer.status === 200 && !/^text\/html/i.test(answer.headers.get("Content-Type") ?? "");

/** An answer as it is kept: one that was led elsewhere may not stand for a page.
 * @param {Response} answer
 * @param {BodyInit | null} [body] */
export function toKeep(answer, body = answer.body) {
  const headers = new Headers(answer.headers);
  for (const name of ["Vary", "Content-Encoding", "Content-Length"]) headers.delete(name); // of how it was sent
  return new Response(body, { headers });
}

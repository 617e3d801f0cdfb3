// Prints a page by itself: in a frame that nobody sees, whose scripts never run, or, where a browser prints no frame, by
// a link that opens it in a tab of its own.

/** Whether a browser prints a frame by itself. Those of iPhones and iPads print the page around it, and an iPad's says
 * that it is a Mac; some that are part of another program print nothing.
 * @param {{ userAgent: string, maxTouchPoints: number }} navigator
 * @param {object} window */
export function printsFrames({ userAgent, maxTouchPoints }, window) {
  const touched = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  return !touched && "print" in window;
}

/** Has the browser print a page of HTML, as soon as all of it is there.
 * @param {string} html
 * @returns {() => void} what takes the page away again; not before it is printed, whenever that is */
export function printFrame(html) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin allow-modals"); // without the first nobody may print it from here
  frame.className = "handover-print";
  frame.tabIndex = -1;
  frame.ariaHidden = "true";
  frame.srcdoc = html;
  frame.addEventListener("load", () => frame.contentWindow?.print());
  document.body.append(frame);
  return () => frame.remove();
}

/** A link to a page of HTML, in a tab of its own.
 * @param {string} html
 * @param {string} says
 * @returns {[link: HTMLAnchorElement, away: () => void]} and what makes the page one that is no more */
export function linkTo(html, says) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  link.target = "_blank";
  link.textContent = says;
  return [link, () => URL.revokeObjectURL(link.href)];
}

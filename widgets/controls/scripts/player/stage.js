// Where the player is drawn, over the whole screen or in the page; what is drawn anew does not lose the focus.

/** Says what is wrong with a weight, beside its field; a field that is taken away says that it was changed.
 * @param {HTMLElement} screen
 * @param {HTMLElement} field
 * @param {string} fault */
function sayFault(screen, field, fault) {
  const id = `player-fault-${field.dataset.weight}`;
  const there = screen.querySelector(`#${id}`);
  const beside = there ?? document.createElement("p");
  field.setAttribute("aria-invalid", String(Boolean(fault)));
  if (!fault) return beside.remove();
  beside.textContent = fault;
  if (there) return;
  Object.assign(beside, { id, className: "player-fault", role: "alert" });
  field.closest("label")?.after(beside);
}

/** @param {HTMLElement} full
 * @param {HTMLElement} page */
export function stage(full, page) {
  let screen = page;

  /** @param {string} where */
  const focus = (where) => {
    const found = screen.querySelector(where);
    if (found instanceof HTMLElement) found.focus();
    return found !== null;
  };

  /** What brings the focus back to where it is now. */
  const focused = () => {
    const now = document.activeElement;
    if (!(now instanceof HTMLElement) || ![full, page].some((each) => each.contains(now))) return () => {};
    const { do: deed, weight } = now.dataset;
    const name = now.getAttribute("name");
    return () => {
      if (deed) focus(`[data-do=${deed}]`) || focus(".player-main, .player-end") || focus("button");
      else if (weight) focus(`[data-weight="${weight}"]`);
      else if (name) focus(`[name=${name}]:is(:checked, select)`);
    };
  };

  return {
    focus,

    /** Draws over the whole screen where that `isFull`; `place` then covers the page with it, or uncovers it.
     * @param {string} html
     * @param {boolean} isFull
     * @param {() => void} place */
    draw(html, isFull, place) {
      const refocus = focused();
      screen = isFull ? full : page;
      (isFull ? page : full).innerHTML = "";
      screen.innerHTML = html;
      place();
      refocus();
    },

    /** @param {string} left */
    showClock(left) {
      const clock = screen.querySelector(".player-clock");
      if (clock) clock.textContent = left;
    },

    /** @param {HTMLElement} field
     * @param {string} fault */
    sayFault: (field, fault) => sayFault(screen, field, fault),
  };
}

// The player's screen in the page, which is drawn anew without losing the focus.

/** @param {HTMLElement} screen */
export function stage(screen) {
  /** @param {string} where */
  const focus = (where) => {
    const found = screen.querySelector(where);
    if (found instanceof HTMLElement) found.focus();
  };

  /** What brings the focus back to where it is now. */
  const focused = () => {
    const now = document.activeElement;
    if (!(now instanceof HTMLElement) || !screen.contains(now)) return () => {};
    const { do: deed, weight } = now.dataset;
    const name = now.getAttribute("name");
    return () => {
      const same = `[data-do=${deed}]`;
      if (deed) focus(screen.querySelector(same) ? same : "button");
      else if (weight) focus(`[data-weight="${weight}"]`);
      else if (name) focus(`[name=${name}]:is(:checked, select)`);
    };
  };

  return {
    focus,

    /** @param {string} html */
    draw(html) {
      const refocus = focused();
      screen.innerHTML = html;
      refocus();
    },

    /** @param {string} left */
    showClock(left) {
      const clock = screen.querySelector(".player-clock");
      if (clock) clock.textContent = left;
    },

    /** Says what is wrong with a weight, beside its field; a field that is taken away says that it was changed.
     * @param {HTMLElement} field
     * @param {string} fault */
    sayFault(field, fault) {
      const beside = screen.querySelector(`#player-fault-${field.dataset.weight}`);
      if (!beside) return;
      field.setAttribute("aria-invalid", String(Boolean(fault)));
      beside.textContent = fault;
    },
  };
}

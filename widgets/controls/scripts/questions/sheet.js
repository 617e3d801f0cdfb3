// The questions as they stand below each other; those that change are drawn anew, the others keep their focus.

import { control } from "./controls.js";
import { isSeen } from "./items.js";

/** @import { Control, Set as SetAnswer } from "./controls.js" */
/** @import { Item } from "./items.js" */
/** @import { Values } from "./answers.js" */

/** @param {HTMLElement} root
 * @param {SetAnswer} set */
export function sheet(root, set) {
  /** @type {Map<string, Control & { text: string, when: Item["when"] }>} */
  const drawn = new Map();

  /** @param {Set<string>} wanted */
  const drop = (wanted) => {
    for (const [id, part] of drawn) {
      if (wanted.has(id)) continue;
      part.node.remove();
      drawn.delete(id);
    }
  };

  /** @param {Item} item */
  const drawnOf = (item) => {
    const text = JSON.stringify(item);
    const before = drawn.get(item.id);
    if (before?.text === text) return before;
    before?.node.remove();
    const part = { ...control(item, set), text, when: item.when };
    if (item.card) part.node.dataset.card = item.card;
    drawn.set(item.id, part);
    return part;
  };

  return {
    /** @param {Item[]} items */
    draw(items) {
      drop(new Set(items.map((item) => item.id)));
      /** @type {ChildNode | null} */
      let before = null;
      for (const item of items) {
        const { node } = drawnOf(item);
        /** @type {ChildNode | null} */
        const next = before ? before.nextSibling : root.firstChild;
        if (next !== node) root.insertBefore(node, next);
        before = node;
      }
    },

    /** @param {Values} answers */
    show(answers) {
      for (const [id, part] of drawn) {
        part.show(answers[id], answers);
        part.node.hidden = !isSeen(part.when, answers);
      }
    },
  };
}

// What the scripts need of a browser, for tests without one.

/** @import { AnyModel } from "@anywidget/types" */
/** @typedef {Parameters<AnyModel["on"]>[1]} Heard what a model calls */

/** A storage whose entries are its own properties, as a browser's are. */
class Kept {
  /** @param {string} key
   * @returns {string | null} */
  getItem(key) {
    return Object.hasOwn(this, key) ? String(Reflect.get(this, key)) : null;
  }

  /** @param {string} key
   * @param {string} text */
  setItem(key, text) {
    Reflect.set(this, key, String(text));
  }

  /** @param {string} key */
  removeItem(key) {
    Reflect.deleteProperty(this, key);
  }
}

/** A storage that refuses everything, as a browser's may. */
class Refused extends Kept {
  /** @override
   * @returns {never} */
  getItem() {
    throw new DOMException("refused", "SecurityError");
  }

  /** @override
   * @returns {never} */
  setItem() {
    throw new DOMException("refused", "QuotaExceededError");
  }
}

/** A page that was just opened: empty storage, or one that refuses; the events that it is told of.
 * @param {{ refuses?: boolean }} [how] */
export function opened({ refuses = false } = {}) {
  /** @type {string[]} */
  const events = [];
  const [localStorage, sessionStorage] = refuses ? [new Refused(), new Refused()] : [new Kept(), new Kept()];
  const page = Object.assign(new EventTarget(), { localStorage, sessionStorage });
  const dispatchEvent = page.dispatchEvent.bind(page);
  page.dispatchEvent = (event) => {
    events.push(event.type);
    return dispatchEvent(event);
  };
  /** @type {Record<string, string>} */
  const dataset = {};
  const document = Object.assign(new EventTarget(), { documentElement: { dataset } });
  const location = { href: "http://localhost/" };
  const history = {
    state: null,
    /** @param {unknown} _state
     * @param {string} _title
     * @param {string} address */
    replaceState(_state, _title, address) {
      location.href = address;
    },
  };
  const stands = { window: page, localStorage, sessionStorage, document, location, history };
  for (const [name, value] of Object.entries(stands)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return { events, dataset, localStorage };
}

/** A widget's model: its traits, what was sent, and a way to say that something changed or came.
 * @template {Record<string, unknown>} T
 * @param {T} traits */
export function modelOf(traits) {
  /** @type {object[]} */
  const sent = [];
  /** @type {Map<string, Set<Heard>>} */
  const heard = new Map();
  return {
    sent,
    /** @param {string} kind
     * @param {unknown[]} said */
    happens(kind, ...said) {
      for (const what of heard.get(kind) ?? []) what(...said);
    },
    /** @template {keyof T} K
     * @param {K} name */
    get: (name) => traits[name],
    /** @template {keyof T} K
     * @param {K} name
     * @param {T[K]} value */
    set(name, value) {
      traits[name] = value;
    },
    save_changes() {},
    /** @param {object} message */
    send: (message) => sent.push(message),
    /** @param {string} kind
     * @param {Heard} what */
    on(kind, what) {
      heard.set(kind, new Set([...(heard.get(kind) ?? []), what]));
    },
    /** @param {string | null} [kind]
     * @param {Heard | null} [what] */
    off(kind, what) {
      if (kind && what) heard.get(kind)?.delete(what);
    },
  };
}

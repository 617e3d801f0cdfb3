// A newer guide is offered when nothing is under way, and used when somebody says so.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { App } from "../../../hosting/front/scripts/app/app.js";
import { opened as browser } from "../stand_ins.js";

/** A service worker of the browser's. */
class Worker extends EventTarget {
  /** @type {string[]} */
  told = [];

  /** @param {string} word */
  postMessage(word) {
    this.told.push(word);
  }
}

class Registration extends EventTarget {
  /** @type {Worker | null} */
  installing = null;
  /** @type {Worker | null} */
  waiting = null;
}

/** @type {ReturnType<typeof page>} */
let here;
beforeEach(() => {
  here = page();
});

/** A page, with the worker that answers it or without one. */
function page({ controlled = false, refuses = false } = {}) {
  const { dataset } = browser();
  const registration = new Registration();
  const workers = Object.assign(new EventTarget(), {
    controller: controlled ? new Worker() : null,
    /** @type {string[]} */
    registered: [],
    /** @param {string} script */
    async register(script) {
      this.registered.push(script);
      if (refuses) throw new DOMException("not here", "SecurityError");
      return registration;
    },
  });
  const body = { unheard: false, hasAttribute: () => body.unheard };
  Object.assign(document, { body, hidden: false });
  /** @type {{ use: (() => void) | null, loads: number }} */
  const shown = { use: null, loads: 0 };
  Object.assign(location, { reload: () => shown.loads++ });
  const stands = {
    navigator: { serviceWorker: workers },
    MutationObserver: class {
      observe() {}
    },
  };
  for (const [name, value] of Object.entries(stands)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  const app = new App("sw.js", (use) => {
    shown.use = use;
  });
  const [offers, use, loads] = [() => shown.use !== null, () => shown.use?.(), () => shown.loads];
  /** A newer guide has come. */
  const comes = () => {
    const worker = new Worker();
    registration.installing = worker;
    registration.dispatchEvent(new Event("updatefound"));
    Object.assign(registration, { installing: null, waiting: worker });
    worker.dispatchEvent(new Event("statechange"));
    return worker;
  };
  const clicks = async () => {
    document.dispatchEvent(new Event("click"));
    await new Promise((done) => setTimeout(done));
  };
  return {
    app,
    workers,
    body,
    dataset,
    offers,
    use,
    loads,
    comes,
    clicks,
    changes: () => workers.dispatchEvent(new Event("controllerchange")),
  };
}

test("it begins once the files are here", async () => {
  here.app.wait();
  assert.deepEqual(here.workers.registered, []);
  window.dispatchEvent(new Event("guide-kept"));
  assert.deepEqual(here.workers.registered, ["sw.js"]);
});

test("where they were kept before, it begins at once", () => {
  here = page({ controlled: true });
  here.app.wait();
  assert.deepEqual(here.workers.registered, ["sw.js"]);
  window.dispatchEvent(new Event("guide-kept"));
  assert.deepEqual(here.workers.controller?.told, ["mend"], "of what a browser may have lost");
  assert.deepEqual(here.workers.registered, ["sw.js"]);
});

test("a browser that refuses, or has none, goes on without", async () => {
  here = page({ refuses: true });
  await here.app.begin();
  Object.assign(navigator, { serviceWorker: undefined });
  here.app.wait();
  await here.app.begin();
  Object.defineProperty(navigator, "serviceWorker", { get: () => assert.fail("may not be read in this frame") });
  await here.app.begin();
  assert.ok(!here.offers());
});

test("the first worker that takes the page up says nothing, and a newer one is used when somebody says so", async () => {
  await here.app.begin();
  here.changes();
  assert.ok(!here.offers());
  assert.equal(here.loads(), 0);
  const newer = here.comes();
  here.use();
  assert.deepEqual(newer.told, ["use"]);
  assert.equal(here.loads(), 0, "until that one answers");
  here.changes();
  assert.equal(here.loads(), 1);
});

test("nothing is offered while an answer is worked out, a session runs or somebody's diary is looked at", async () => {
  await here.app.begin();
  here.body.unheard = true;
  const newer = here.comes();
  assert.ok(!here.offers());
  here.body.unheard = false;
  await here.clicks();
  assert.ok(here.offers());
  localStorage.setItem("strength-guide-player", "{}");
  here.use();
  assert.ok(!here.offers(), "another tab has begun a session meanwhile");
  assert.deepEqual(newer.told, []);
  localStorage.removeItem("strength-guide-player");
  here.dataset.guest = "yes";
  await here.clicks();
  assert.ok(!here.offers());
});

test("nothing is offered where a reload would lose what was entered", async () => {
  await here.app.begin();
  Object.defineProperty(globalThis, "localStorage", { value: null, configurable: true, writable: true });
  here.comes();
  assert.ok(!here.offers());
});

test("a page whose release another tab has replaced is not loaded under the runner's hands, but says so", async () => {
  here = page({ controlled: true });
  await here.app.begin();
  here.changes();
  assert.equal(here.loads(), 0);
  here.use();
  assert.equal(here.loads(), 1);
});

"""A widget in a page of its own, with a stand-in for its kernel: several tabs share what the browser keeps."""

import json
from itertools import count
from typing import Any

from anywidget import AnyWidget
from playwright.sync_api import BrowserContext, Page

from tests.helpers.sessions import session
from widgets.controls.player import Player
from widgets.controls.script import styles

_ADDRESS = "http://localhost:1/"
_SCRIPT = f"{_ADDRESS}widget.js"
"""Nothing answers at either: every request is answered here."""
TWICE = """([x, y]) => {
  for (let n = 0; n < 2; n++) {
    const hit = document.elementFromPoint(x, y);
    const where = { detail: n + 1, clientX: x, clientY: y };
    hit?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...where }));
  }
}"""
_PLACES = count(0, 100)
_PAGE = """<!doctype html><style>{css}</style><div id="root"></div><script type="module">
const heard = {{}};
window.sent = [];
window.model = {{
  values: {values},
  get: (name) => model.values[name],
  set: (name, value) => (model.values[name] = value),
  save_changes() {{}},
  on: (name, what) => (heard[name] ??= []).push(what),
  off() {{}},
  send(message) {{
    sent.push(message);
    if (message.kind === "offer?" && !window.silent) hear({{ kind: "offer" }});
  }},
}};
window.hear = (message) => heard["msg:custom"].forEach((what) => what(message));
window.change = (name, value) => {{
  model.values[name] = value;
  heard[`change:${{name}}`].forEach((what) => what());
}};
const {{ default: widget }} = await import("{script}");
window.remove = widget.render({{ model, el: document.getElementById("root") }});
</script>"""


def serve(context: BrowserContext, planned: dict[str, Any] | None = None) -> None:
    """Answers every request of the context with the player, which offers this session."""
    serve_widget(context, Player, session=planned or session(), running=False)


def serve_widget(context: BrowserContext, widget: type[AnyWidget], **values: Any) -> None:
    """Answers every request of the context with a widget, whose traits have these values."""
    text = _PAGE.format(css=styles(), values=_json(values), script=_SCRIPT)
    context.route("**/*", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
    context.route(_SCRIPT, lambda route: route.fulfill(body=widget._esm, content_type="text/javascript"))


def _json(value: Any) -> str:
    return json.dumps(value).replace("</", "<\\/")


def opened(context: BrowserContext) -> Page:
    """A tab with the widget in it."""
    page = context.new_page()
    page.goto(_ADDRESS)
    return page


def tap(page: Page, *names: str) -> None:
    """Taps buttons one after the other, no two of them in one place."""
    for name, x in zip(names, _PLACES, strict=False):
        button = page.get_by_role("button", name=name, exact=True)
        button.dispatch_event("click", {"detail": 1, "clientX": x})


def tap_twice(page: Page, name: str) -> None:
    """Taps where a button is, and at once again whatever is there by then."""
    button = page.get_by_role("button", name=name, exact=True)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    page.evaluate(TWICE, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])


def sent(page: Page) -> list[dict[str, Any]]:
    """The entries that the kernel was told of."""
    return page.evaluate("sent.filter(({ kind }) => kind === 'done').map(({ entry }) => entry)")


def take(page: Page) -> None:
    """The kernel's answer to the last entry."""
    page.evaluate("(entry) => hear({ kind: 'taken', entries: { [entry.id]: entry } })", sent(page)[-1])


def kept(page: Page, key: str) -> Any:
    """What the browser keeps under a key, read as JSON; None where there is nothing."""
    return page.evaluate("(key) => JSON.parse(localStorage.getItem(`strength-guide-${key}`))", key)

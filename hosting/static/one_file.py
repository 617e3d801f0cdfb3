"""A page that is one file, and opens from a disk: all that it asks for is in it, packed, as text that nobody reads."""

import base64
import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from hosting.front.baked import STATIC, files_of, in_page, rendered
from hosting.static import licences, notebook, policy
from hosting.static.made import PYTHON, WORKSHOP, Made, packed

WORKER = "worker.js"
PLOTLY = "plotly-basic.min.js"


def _held(name: str, kind: str, content: bytes) -> Markup:
    """An element that holds a packed file."""
    text = base64.b64encode(content).decode()
    return Markup('<script type="text/plain" data-file="{}" data-type="{}">{}</script>').format(name, kind, text)


def _plain(name: str, text: str) -> Markup:
    """A script, or a text, as it can stand in a page's script element. Raises ValueError where it cannot."""
    if "</script" in text or "<!--" in text:
        raise ValueError(f"{name} holds what ends a script, or hides its end")
    return Markup(text)


def _front() -> Markup:
    return _plain("front.js", (STATIC / "front.js").read_text(encoding="utf-8"))


def _licences(made: Made) -> list[Markup]:
    """Their text, for whoever looks at the file as a text; packed, what it names beside itself."""
    first, *others = licences.FILES
    text = _plain(first, made.files[first].decode())
    plain = Markup('<script type="text/plain" id="licences">\n{}</script>').format(text)
    return [plain, *(_held(name, "application/json", packed(made.files[name])) for name in others)]


def _page(made: Made, states: str, files: dict[str, str], engine: str, **more: Any) -> bytes:
    """A page of one file: its states as they were made, the files of its Python, and what begins there."""
    page = json.loads(made.files[states])
    front, (_, asked) = _front(), files_of(page)
    python = made.python(files)
    beside = {name: _held(name, kind, packed(content)) for name, (content, kind) in asked.items() if name != "front.js"}
    beside[WORKER] = _held(WORKER, "text/javascript", packed(made.files[WORKER]))
    listed = {name: {"at": "", "size": len(content)} for name, content in python.items()}
    return rendered(
        "one_file.html.j2",
        page,
        policy=policy.of_one_file(front),
        front=front,
        python=Markup(in_page({"engine": engine, "worker": WORKER, "files": listed})),
        at_once=beside.pop(PLOTLY),
        later=[*beside.values(), *(_held(name, "", content) for name, content in python.items()), *_licences(made)],
        **more,
    )


def guide(made: Made, address: str) -> bytes:
    """The runner's page; private links begin with the address, or are not offered where it is empty."""
    return _page(made, "made.json", PYTHON, "engine", address=address, title="", parts=())


def workshop(made: Made) -> bytes:
    """The page of the workshop's notebook."""
    parts: Iterable[Markup] = map(Markup, notebook.parts())
    told = {"address": "", "title": notebook.TITLE, "parts": tuple(parts)}
    return _page(made, "workshop.json", WORKSHOP, "workshop_engine", **told)

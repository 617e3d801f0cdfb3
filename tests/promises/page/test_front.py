"""The page's front end speaks as Jupyter and the widgets do."""

import json

import pytest
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1

from tests.helpers.scripts import FRONT, SCRIPTS, evaluate
from widgets.controls.browser_diary import BrowserDiary
from widgets.controls.places import Places

HEADER = {"msg_id": "1", "msg_type": "comm_msg"}
CONTENT = {"comm_id": "w0", "data": {"text": "Größe 😀 \u2028", "none": None}}
BUFFERS = [[1, 2, 255], []]


def test_jupyter_reads_what_the_page_writes():
    """Channel, header, parent, metadata, content, and files as they are."""
    pack = """Array.from(new Uint8Array(script.pack({ channel: "shell", header: values[0], content: values[1],
      buffers: values[2].map((each) => new Uint8Array(each).buffer) })))"""
    written = bytes(evaluate(FRONT / "wire.js", pack, HEADER, CONTENT, BUFFERS))
    channel, parts = deserialize_msg_from_ws_v1(written)
    assert channel == "shell"
    assert [json.loads(part) for part in parts[:4]] == [HEADER, {}, {}, CONTENT]
    assert [list(part) for part in parts[4:]] == BUFFERS


def test_the_page_reads_what_jupyter_writes():
    """The same, the other way."""
    parts = [json.dumps(part).encode() for part in (HEADER, {"msg_id": "0"}, {}, CONTENT)]
    written = serialize_msg_to_ws_v1([*parts, *map(bytes, BUFFERS)], "iopub")
    unpack = """(({ buffers, ...rest }) => ({ ...rest, buffers: buffers.map((each) =>
      Array.from(new Uint8Array(each.buffer, each.byteOffset, each.byteLength))) }))
      (script.unpack(new Uint8Array(values[0]).buffer))"""
    assert evaluate(FRONT / "wire.js", unpack, list(written)) == {
        "channel": "iopub",
        "header": HEADER,
        "parent_header": {"msg_id": "0"},
        "metadata": {},
        "content": CONTENT,
        "buffers": BUFFERS,
    }


@pytest.fixture(scope="module")
def reading() -> dict[str, list[str]]:
    """What the front end takes for no answer."""
    return evaluate(FRONT / "reading.js", "{ kinds: [...script.READING.kinds], traits: [...script.READING.traits] }")


def test_what_is_no_answer_is_what_widgets_say(reading):
    """Each kind of message is one that a widget's script sends, and each trait one that a widget has."""
    said = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.js"))
    tells = [line for line in said.splitlines() if "tell(" in line]
    assert [kind for kind in reading["kinds"] if not any(f'"{kind}"' in line for line in tells)] == []
    traits = {*Places.class_traits(sync=True), *BrowserDiary.class_traits(sync=True)}
    assert set(reading["traits"]) <= traits


def test_no_answer_is_taken_for_none(reading):
    """What a runner does, as the widgets have it."""
    assert {"answered", "found", "opened", "link", "done", "forget"}.isdisjoint(reading["kinds"])
    assert {"text", "guest", "running", "values"}.isdisjoint(reading["traits"])

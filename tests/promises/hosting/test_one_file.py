"""The page as one file holds all that it asks for, and asks nobody for anything."""

import base64
import gzip
import json
import re

import pytest

from hosting.front.made import page
from hosting.static import licences, notebook, one_file, policy
from hosting.static.made import WORKSHOP, Made

HELD = re.compile(r'<script type="text/plain" data-file="([^"]+)" data-type="([^"]*)">([A-Za-z0-9+/=]+)</script>')


@pytest.fixture(scope="module")
def made() -> Made:
    """The page as this Python makes it, for both files, and a word in place of each file of a browser's Python."""
    states = json.dumps(page()).encode()
    words = {file: name.encode() for name, file in [*WORKSHOP.items(), *((name, name) for name in licences.FILES)]}
    return Made({"made.json": states, "workshop.json": states, "worker.js": b"worker", **words})


def test_it_holds_every_file_that_the_page_asks_for(made):
    """Packed, with their kinds; nothing is left to be asked for but by `#` and from itself."""
    text = one_file.guide(made, "").decode()
    held = {name: (kind, gzip.decompress(base64.b64decode(packed))) for name, kind, packed in HELD.findall(text)}
    python = json.loads(re.search(r'id="python">(.+?)</script>', text)[1])
    assert python["engine"] == "engine"
    assert {*python["files"], python["worker"], "places.json", "plotly-basic.min.js"} <= held.keys()
    assert {f"exercise/{name}.json" for name in page()["exercises"]} <= held.keys()
    assert held["worker.js"] == ("text/javascript", b"worker")
    assert held["first"][1] == b"first"
    assert json.loads(held["places.json"][1]) == page()["places"]
    around = re.sub(r"<script.*?</script>", "", HELD.sub("", text), flags=re.DOTALL)
    assert re.findall(r"""\b(?:src|srcset|action)=["'](?!data:)[^"']+""", around) == []
    assert re.findall(r'<link (?!rel="icon" href="data:)[^>]*>', around) == []


def test_its_script_comes_before_what_is_large(made):
    """And after what it needs: a browser shows the page before it has read the rest."""
    text = one_file.guide(made, "").decode()
    places = [text.index(each) for each in ('id="baked"', 'data-file="plotly', '<script type="module" async>')]
    assert places == sorted(places)
    later = ("places.json", "worker.js", "python", "rest")
    assert all(text.index(f'data-file="{name}"') > places[-1] for name in later)


def test_nothing_may_come_from_anywhere():
    """By its own policy."""
    rules = dict(each.split(" ", 1) for each in policy.of_one_file("script").split("; "))
    assert rules["default-src"] == "'none'"
    allowed = {word for rule in rules.values() for word in rule.split() if not word.startswith("'sha256-")}
    assert allowed == {"'none'", "blob:", "data:", "'unsafe-inline'", "'wasm-unsafe-eval'"}
    assert "unsafe-inline" not in rules["script-src"]


def test_links_begin_with_the_address_that_the_build_was_told(made):
    """Or the page knows that it has none."""
    assert 'data-address="https://example.org/guide/"' in one_file.guide(made, "https://example.org/guide/").decode()
    assert "data-address" not in one_file.guide(made, "").decode()


def test_the_workshops_file_has_the_notebooks_text_without_the_notes(made):
    """And a place for each cell that shows something."""
    text = one_file.workshop(made).decode()
    assert f"<title>{notebook.TITLE}</title>" in text
    assert "The runners are made up" in text
    assert "For the speaker" not in text
    assert text.count("<div data-place></div>") == len(notebook.calls()) == 9
    assert ("cards", ("working_hip",)) in notebook.calls()
    assert json.loads(re.search(r'id="python">(.+?)</script>', text)[1])["engine"] == "workshop_engine"

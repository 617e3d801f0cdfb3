"""The page without a server as an app: its manifest, and the list of what its service worker keeps."""

import json
import re
from collections.abc import Callable

import pytest

from hosting.static.app import ICONS, manifest, site

FILES = {"python/python-1.gz": b"a", "python/rest-2.gz": b"b", "front/3/front.js": b"c"}


def index(version: str, words: str = "the page") -> bytes:
    return f'<body data-version="{version}">{words}'.encode()


def made(files: dict[str, bytes] = FILES, index: Callable[..., bytes] = index, worker: bytes = b"code", clinic=None):
    """The site, and the release that its service worker begins with."""
    found = site(files, index, worker, clinic)
    told = re.fullmatch(r"self\.release=(.*);\ncode.*", found["sw.js"].decode())
    assert told
    return found, json.loads(told[1])


def test_the_worker_lists_the_site_and_the_page_names_its_version():
    """All is kept from the first visit on but what only some want; what has a lasting address is each version's own."""
    found, release = made()
    assert found["index.html"] == index(release["version"])
    assert release["files"] == ["python/python-1.gz", "front/3/front.js"]
    assert release["wanted"] == ["python/rest-2.gz"]
    listed = {*release["files"], *release["wanted"], *release["page"]} - {""}
    assert found.keys() == listed | {"index.html", "sw.js"}


@pytest.mark.parametrize(
    "changed",
    [
        {"files": {**FILES, "python/later-4.gz": b""}},
        {"index": lambda version: index(version, "other words")},
        {"worker": b"code too"},
        {"clinic": "Two Rivers"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_whatever_changes_makes_another_version(changed):
    """So that a browser that has the one never takes a part of the other for its own."""
    assert made()[1]["version"] == made()[1]["version"] != made(**changed)[1]["version"]


def test_the_manifest_bears_a_clinics_name_and_names_icons_that_are_there():
    """Addresses in it are beside it, wherever a host puts the folder."""
    plain, clinics = json.loads(manifest(None)), json.loads(manifest("Two Rivers"))
    assert (plain["name"], clinics["name"]) == (
        "Strength Guide for Runners",
        "Strength Guide for Runners – Two Rivers",
    )
    assert {icon["src"] for icon in plain["icons"]} < {f"icons/{path.name}" for path in ICONS}
    assert plain["start_url"] == plain["scope"] == "./"
    assert "id" not in plain

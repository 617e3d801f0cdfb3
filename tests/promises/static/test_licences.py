"""Whoever gets the page without a server gets the licences of all that is in it; an unknown one ends the build."""

import json
import re

import pytest

from hosting.static import licences, wheels
from hosting.static.licences import UnknownLicenceError

METADATA = "Metadata-Version: 2.4\nName: left-pad\nVersion: 1.3\n"


@pytest.fixture
def package(tmp_path):
    def made(more: str, files: tuple[str, ...] = ("licenses/LICENSE",)):
        info = tmp_path / "left_pad-1.3.dist-info"
        (info / "licenses").mkdir(parents=True)
        (info / "METADATA").write_text(f"{METADATA}{more}\n", encoding="utf-8")
        for file in files:
            (info / file).write_text("Do what you like.", encoding="utf-8")
        return info

    return made


@pytest.mark.parametrize(
    ("says", "licence"),
    [
        ("License-Expression: MIT", "MIT"),
        ("License: BSD 3-Clause License\n        \n        Copyright", "BSD-3-Clause"),
        ("Classifier: License :: OSI Approved :: BSD License", "BSD-3-Clause"),
        ("License-Expression: MIT OR (Apache-2.0 AND Unicode-3.0)", "MIT OR (Apache-2.0 AND Unicode-3.0)"),
    ],
)
def test_a_known_licence_stands_with_its_words(package, says, licence):
    """As SPDX writes it, however a package does."""
    assert str(licences.of_package(package(says))) == f"left-pad 1.3 ({licence})\n\nDo what you like.\n"


@pytest.mark.parametrize(
    "says",
    [
        "License-Expression: GPL-3.0-only",
        "License-Expression: MIT AND SSPL-1.0",
        "License: Proprietary",
        "Keywords: none",
    ],
)
def test_an_unknown_licence_ends_the_build_in_a_sentence(package, says):
    """Also beside a known one; and where a package says nothing."""
    with pytest.raises(UnknownLicenceError, match=r"left-pad 1\.3 is under .*: may it be passed on\? Say so in"):
        licences.of_package(package(says))


def test_a_licence_without_its_words_ends_the_build(package):
    """They are to be passed on."""
    with pytest.raises(UnknownLicenceError, match=r"left-pad 1\.3 has no text of its licence"):
        licences.of_package(package("License-Expression: MIT", ()))


def test_an_unknown_licence_within_a_package_ends_the_build():
    """Of what Rust has put into it."""
    bill = {"components": [{"name": "gears", "version": "2", "licenses": [{"expression": "MIT OR AGPL-3.0"}]}]}
    with pytest.raises(UnknownLicenceError, match="gears 2 is under MIT OR AGPL"):
        licences.of_crates(json.dumps(bill).encode())


def test_another_pyodide_is_looked_at_first(tmp_path, monkeypatch):
    """Nothing tells what is compiled into it."""
    other = tmp_path / "package.json"
    other.write_text('{"version": "999.0.0"}', encoding="utf-8")
    monkeypatch.setattr(licences, "PYODIDE", other)
    with pytest.raises(UnknownLicenceError, match=r"What is within Pyodide 999\.0\.0\?"):
        licences.pyodide()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.slow
def test_everything_that_is_passed_on_is_named(static_site, one_file):
    """Each package in its locked release, what is within Python, the scripts, the guide and its data."""
    text = (static_site / "licences" / "LICENSES.txt").read_text(encoding="utf-8")
    heads = {_plain(head) for head in re.findall(r"^-{80}\n(.+) \([^()]+\)$", text, re.MULTILINE)}
    locked = {_plain(" ".join(pin.line.split(" ;")[0].split("=="))) for pin in wheels.locked()}
    assert locked <= heads
    assert any(head.startswith("markupsafe ") for head in heads)
    assert {name.lower() for name in licences.WITHIN} <= {head.partition(",")[0] for head in heads}
    assert {"strength guide for runners", "its exercises, rules and texts", "plotly-js", "pyodide 314-0-7"} <= heads
    assert "github.com/pyodide/pyodide/tree/314.0.7" in text
    crates = json.loads((static_site / "licences" / "pydantic-core.cyclonedx.json").read_bytes())["components"]
    assert "regex" in {crate["name"] for crate in crates}
    assert 'rel="license" href="licences/LICENSES.txt"' in (static_site / "index.html").read_text(encoding="utf-8")
    assert f'<script type="text/plain" id="licences">\n{text}</script>' in one_file.read_text(encoding="utf-8")

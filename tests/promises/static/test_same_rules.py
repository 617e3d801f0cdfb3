"""A runner gets the same from the page without a server: its Python comes to the same programmes and the same words."""

import json
import re

import pytest
from comm.base_comm import BaseComm

from hosting.front.page import Page
from hosting.static import wheels
from tests import ROOT
from tests.promises.static.many_runners import drawn, told
from widgets import where

pytestmark = pytest.mark.slow

RUNNERS = 1000
DIARIES = ("data/samples", "data/samples/caseload", "tests/diaries")
TOOLS = ("hypothesis", "iniconfig", "packaging", "pluggy", "pygments", "pytest", "sortedcontainers")
TRIED = ("programme", "diary")
EXAMPLES = 5
"""Of each test that tries many: the rules are tried with all of them elsewhere, and here only the Python is."""
_CASELOAD = "asks the physio's caseload, which stands on pandas and is no part of a runner's page"
_FILES = "reads files of the data, and the page has the library as it was read when the page was built"
_WORKSHOP = "is about the workshop, which has a page of its own"
_MANY = "tries thousands of runners; here the same are compared with what another Python makes of them"
LEFT_OUT = {
    "programme/test_block.py::test_page_and_report_decide_alike": _CASELOAD,
    "programme/test_prescribed.py::test_a_caseload_counts_as_the_page_does": _CASELOAD,
    "programme/test_programme.py::test_promises_hold_for_every_injury_and_every_preset": _MANY,
    "programme/test_what_if.py::test_going_without_a_rule_lets_fall_what_rested_on_it_alone": _WORKSHOP,
    "programme/test_what_if.py::test_a_difference_names_what_came_and_what_went": _WORKSHOP,
    "programme/test_what_if.py::test_every_change_that_is_offered_can_be_built": _WORKSHOP,
    "programme/test_what_if.py::test_arguing_takes_a_prediction_and_shows_the_difference": _WORKSHOP,
    "programme/test_what_if.py::test_another_change_asks_for_another_prediction": _WORKSHOP,
    "diary/test_charts.py::test_plotly_takes_the_figure_as_it_is": "asks Plotly's Python; the page has its script",
    "diary/test_day.py::test_a_check_in_with_pain_is_saved_on_windows": _CASELOAD,
    "diary/test_day.py::test_what_an_overlay_hides_keeps_its_name": _FILES,
    "diary/test_pain.py::test_page_caseload_and_report_see_the_same_light": _CASELOAD,
    "diary/test_pain.py::test_the_lights_are_in_order": _CASELOAD,
    "diary/test_pain.py::test_pain_is_heard_before_any_session_and_without_a_first_day": _CASELOAD,
    "diary/test_trend_words.py::test_figures_are_not_claimed_for_numbers_that_were_not_tried": _FILES,
}
"""Tests of rules that are not tried in the page's Python, and why."""


def test_a_thousand_runners_get_the_same_to_the_last_byte(python_there, library, tmp_path):
    """Programmes, and all that follows from the diaries that there are: trends, decisions, blocks, this week."""
    files = sorted(file for folder in DIARIES for file in (ROOT / folder).glob("*.json"))
    runners = drawn(library, RUNNERS)
    asked = {"runners": runners, "diaries": {file.stem: file.read_text(encoding="utf-8") for file in files}}
    (tmp_path / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    python_there.run("tell_many.py", {"/told": tmp_path})
    here, there = told(library, **asked), json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
    assert there["library"] == here["library"]
    pairs = zip(here["programmes"], there["programmes"], strict=True)
    other = [runner for runner, (one, two) in zip(runners, pairs, strict=True) if one != two]
    assert other == []
    assert there["decided"] == here["decided"]
    assert len(set(here["programmes"])) > RUNNERS / 2, "too much alike to tell anything"


def test_the_page_was_made_as_this_python_makes_it(static_site, library, monkeypatch):
    """Each widget, picture and text of it, were this Python one in a browser."""
    monkeypatch.setattr(where, "IN_BROWSER", True)
    page = (static_site / "index.html").read_text(encoding="utf-8")
    baked = json.loads(re.search(r'id="baked">(.*?)</script>', page, re.DOTALL)[1])
    assert Page(BaseComm, library).told == baked["told"]


def test_the_tests_of_rules_pass_there(python_there, tmp_path):
    """All that stand in their folders, but for those that are named here: no other is left out, and none is skipped."""
    tools = tmp_path / "tools"
    wheels.unpack(tools, TOOLS, ())
    asked = {"folders": [f"tests/promises/{each}" for each in TRIED], "left_out": [*LEFT_OUT], "examples": EXAMPLES}
    (tmp_path / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    said = python_there.run("try_rules.py", {"/house": ROOT, "/tools": tools, "/told": tmp_path})
    ended = json.loads((tmp_path / "ended.json").read_text(encoding="utf-8"))
    assert ended["status"] == 0, said[-4000:]
    assert set(ended["ended"].values()) == {"passed"}
    assert ended["left"] == sorted(LEFT_OUT)
    assert {node.partition("[")[0].removesuffix("::runTest") for node in ended["ended"]} == _written() - LEFT_OUT.keys()


def _written() -> set[str]:
    """Every test that stands in those folders' files."""
    return {
        f"{folder}/{file.name}::{name}"
        for folder in TRIED
        for file in (ROOT / "tests" / "promises" / folder).glob("test_*.py")
        for name in re.findall(r"^(?:def )?(test_\w+)(?:\(| =)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }

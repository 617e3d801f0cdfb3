"""The figure holds what was rated, gaps included, and nothing else."""

import datetime as dt
import json

import plotly.graph_objects as go
import pytest

from workbook.diary.chart import MOST_WEEKS, figure


@pytest.fixture
def drawn(case, weeks_of):
    weeks_of(case, glute_left=[2, None, 4, 5], glute_right=[3, 3, None, 3], tight_left=[5, 5, 5, 5])
    return figure(case.check_ins, case.library.check_in)


def test_left_and_right_are_lines_of_their_own(drawn):
    """Two topics, two sides each."""
    assert [(trace["name"], trace.get("yaxis")) for trace in drawn["data"]] == [
        ("Left", "y"),
        ("Right", "y"),
        ("Left", "y2"),
        ("Right", "y2"),
    ]


def test_a_gap_is_a_gap(drawn):
    """A week without a rating has no point, and no line crosses it."""
    assert drawn["data"][0]["y"] == [2, None, 4, 5, None, None, None]
    assert not any(trace["connectgaps"] for trace in drawn["data"])


def test_axes_do_not_jump(drawn):
    """0-10 always, and six weeks from the start."""
    assert drawn["layout"]["yaxis"]["range"] == drawn["layout"]["yaxis2"]["range"] == [-0.4, 10.4]
    assert drawn["data"][0]["x"] == [0, 1, 2, 3, 4, 5, 6]


def test_bands_stand_in_words(drawn, library):
    """Each band of each topic has its word in the picture."""
    said = {note["text"] for note in drawn["layout"]["annotations"]}
    assert {band.word for topic in library.check_in.topics for band in topic.bands} <= said


def test_plotly_takes_the_figure_as_it_is(drawn):
    """The library that draws charts checks each of its names and values, and changes none of them; it gives the
    empty template a kind of line, which says nothing."""
    taken = json.loads(go.Figure(drawn).to_json())
    taken["layout"]["template"] = {}
    assert taken == json.loads(json.dumps(drawn))


def test_the_figure_is_plain_json_and_small(drawn):
    """Plain lists, no binary arrays, a few kilobytes."""
    assert len(json.dumps(drawn)) < 12_000


def test_one_check_in_of_long_ago_does_not_hide_the_others(case):
    """The last year is drawn."""
    for day in (dt.date(2001, 3, 5), dt.date(2026, 3, 2), dt.date(2026, 3, 9)):
        case.check_in(day, {"glute_left": 4})
    trace = figure(case.check_ins, case.library.check_in)["data"][0]
    assert len(trace["x"]) == MOST_WEEKS
    assert [y for y in trace["y"] if y is not None] == [4, 4]

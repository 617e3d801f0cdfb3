"""The figure holds what was rated, gaps included, and nothing else."""

import datetime as dt
import json

import plotly.graph_objects as go
import pytest

from tests.conftest import START
from workbook.diary.chart import MOST_WEEKS, figure, rows_below
from workbook.diary.diary import Performed, SessionEntry

EDITED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


@pytest.fixture
def drawn(case, weeks_of):
    weeks_of(case, glute_left=[2, None, 4, 5], glute_right=[3, 3, None, 3], tight_left=[5, 5, 5, 5])
    return figure(case.check_ins, case.library.check_in)


def test_left_and_right_are_panels_side_by_side(drawn):
    """Two topics, one below the other, with two sides each."""
    assert [(trace["name"], trace["xaxis"], trace["yaxis"]) for trace in drawn["data"]] == [
        ("Left", "x", "y"),
        ("Right", "x2", "y2"),
        ("Left", "x3", "y3"),
        ("Right", "x4", "y4"),
    ]
    across = [drawn["layout"][f"xaxis{number}"]["domain"] for number in ("", 2, 3, 4)]
    down = [drawn["layout"][f"yaxis{number}"]["domain"] for number in ("", 2, 3, 4)]
    assert across[0] == across[2]
    assert across[1] == across[3]
    assert across[0][1] < across[1][0]
    assert down[0] == down[1]
    assert down[2] == down[3]
    assert down[2][1] < down[0][0]


def test_a_gap_is_a_gap(drawn):
    """A week without a rating has no point, and no line crosses it."""
    assert drawn["data"][0]["y"] == [2, None, 4, 5, None, None, None]
    assert not any(trace["connectgaps"] for trace in drawn["data"])


def test_axes_do_not_jump(drawn):
    """0-10 always, and six weeks from the start."""
    assert {tuple(drawn["layout"][f"yaxis{number}"]["range"]) for number in ("", 2, 3, 4)} == {(-0.4, 10.4)}
    assert drawn["data"][0]["x"] == [0, 1, 2, 3, 4, 5, 6]


def test_bands_stand_in_words(drawn, library):
    """Each band of each topic has its word and its scores at the left edge."""
    for topic, axis in zip(library.check_in.topics, ("yaxis", "yaxis3"), strict=True):
        said = drawn["layout"][axis]["ticktext"]
        assert [text.replace("<br>", " ").rpartition(" ")[0] for text in said] == [band.word for band in topic.bands]
    assert drawn["layout"]["yaxis3"]["ticktext"][-1] == "strong<br>6–10"


def test_one_question_has_the_whole_width(case, weeks_of, library):
    """As in the workshop, where a card is about one side."""
    weeks_of(case, glute_left=[2, 3])
    asked = library.check_in
    alone = asked.model_copy(update={"topics": asked.topics[:1], "questions": asked.questions[:1]})
    shown = figure(case.check_ins, alone)
    assert shown["layout"]["xaxis"]["domain"] == [0, 1]
    assert len(shown["data"]) == 1


def entry(day, letter, *performed):
    return SessionEntry(
        id=f"{day}-{letter}", date=day, edited=EDITED, week=1, letter=letter, performed=performed, effort=5
    )


def test_pain_and_sessions_are_rows_below(case, library):
    """The worst pain of a week by place, what hurt in a session too; and the sessions of which something was done."""
    case.check_in(START, {"glute_left": 3, "pain_during:pfp": 2, "pain_morning:pfp": 4})
    case.check_in(START + dt.timedelta(days=8), {"pain_during:pfp": 0, "sessions_done": 2})
    hurt = Performed(exercise="seed_rdl", rounds=0, hurt=("growing_pains", 6))
    done = Performed(exercise="seed_rdl", rounds=1)
    sessions = [entry(START, "A", done), entry(START + dt.timedelta(days=1), "B", hurt)]
    below = rows_below(case.check_ins, sessions, library)
    assert [(row.name, row.weeks) for row in below] == [
        ("Worst pain: Runner's knee", {0: 4, 1: 0}),
        ("Worst pain: Growing pains", {0: 6}),
        ("Sessions done", {0: 1, 1: 2}),
    ]
    most = library.check_in.pain_rule.amber_to
    assert [words for *_, words in below[0].bands] == [f"up to {most}", f"over {most}: stop"]
    shown = figure(case.check_ins, library.check_in, below)
    bars = [trace for trace in shown["data"] if trace["type"] == "bar"]
    assert [trace["y"][:3] for trace in bars] == [[4, 0, None], [6, None, None], [1, 2, None]]
    assert bars[0]["text"][:3] == ["4", "0", ""]


def test_without_pain_and_sessions_there_are_no_such_rows(case, library):
    """Nothing told, nothing drawn."""
    assert rows_below((), (), library) == ()
    case.check_in(START, {"glute_left": 3})
    assert rows_below(case.check_ins, (), library) == ()


def test_plotly_takes_the_figure_as_it_is(case, drawn, library):
    """The library that draws charts checks each of its names and values, and changes none of them; it gives the
    empty template a kind of line, which says nothing."""
    case.check_in(START, {"pain_during:pfp": 2, "sessions_done": 2})
    below = rows_below(case.check_ins, (), library)
    assert len(below) == 2
    for one in (drawn, figure(case.check_ins, library.check_in, below)):
        taken = json.loads(go.Figure(one).to_json())
        taken["layout"]["template"] = {}
        assert taken == json.loads(json.dumps(one))


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

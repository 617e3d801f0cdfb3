"""A caseload -> Plotly figures: a page of runners as small multiples, and all runners as three strips of weeks."""

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from workbook.caseload.caseload import Caseload
from workbook.caseload.table import Column
from workbook.caseload.weeks import FELT, PAIN, TIGHT, WEEKS, rated_weeks
from workbook.diary.pain import LIGHTS
from workbook.library import shipped
from workbook.library.number_words import counted
from workbook.library.questions import Questionnaire

PER_PAGE = 40
"""Runners on one page."""
INK, LINE, PAPER = "#22201c", "#e2dbd0", "#ffffff"
MEASURES = {
    FELT: {"color": "#a8431a", "dash": "solid"},
    TIGHT: {"color": "#1b5fa6", "dash": "dot"},
    PAIN: {"color": "#a01f78", "dash": "dash"},
}
"""The page's own colours; each measure has a dash of its own as well."""
_RAMP = [[0, "#f4efe7"], [0.5, "#d98a5f"], [1, "#5a1d08"]]
_ACROSS = 8
_CELL, _GAP = 10.0, 4.5
"""Height of a runner's cell in points of the scale, and the room for the name above it."""
_HEIGHT, _HEAD = 118, 96


def _grid(caseload: Caseload, weekly: pd.DataFrame, column: str) -> Column:
    """Runners down, weeks across; NaN where nothing was rated."""
    grid = np.full((len(caseload.runners), _across(weekly)), np.nan, np.float32)
    grid[weekly["runner"], weekly["column"]] = weekly[column]
    return grid


def _across(weekly: pd.DataFrame) -> int:
    return int(weekly["column"].max()) + 1 if len(weekly) else 1


def _span(weekly: pd.DataFrame) -> str:
    if (weekly["week"] > weekly["column"]).any():
        return f"the last {WEEKS} weeks of each"
    return f"weeks 0 to {_across(weekly) - 1} since the first check-in"


def pages(caseload: Caseload) -> int:
    """How many pages of small multiples there are."""
    return max(1, ceil(len(caseload.runners) / PER_PAGE))


def small_multiples(
    caseload: Caseload,
    page: int = 1,
    order: Sequence[str] = (),
    says: dict[str, str] | None = None,
    questionnaire: Questionnaire | None = None,
) -> go.Figure:
    """A page of runners, a small chart each; a week that was not rated is a gap.

    `order` puts runners in front, the first one first; `says` sets a word beside a name, such as “red”.
    All runners stand on one pair of axes and each measure is one line, so that a page draws at once.
    """
    weekly = rated_weeks(caseload, questionnaire or shipped().check_in)
    weeks = _across(weekly)
    shown = _ordered(caseload, order)[(page - 1) * PER_PAGE : page * PER_PAGE]
    down = ceil(max(1, len(shown)) / _ACROSS)
    left = np.arange(len(shown)) % _ACROSS * (weeks + 1.5)
    base = (down - 1 - np.arange(len(shown)) // _ACROSS) * (_CELL + _GAP)
    width = _ACROSS * (weeks + 1.5) - 1.5
    figure = go.Figure(
        [
            _frames(left, base, weeks),
            *_lines(caseload, weekly, shown, left, base),
            _names(shown, says or {}, left, base),
        ]
    )
    figure.update_layout(
        _layout(f"Page {page} of {pages(caseload)}: each runner on a scale of 0 to 10, {_span(weekly)}"),
        height=_HEAD + _HEIGHT * down,
        xaxis={"range": [-0.3, width + 0.3], "visible": False, "fixedrange": True},
        yaxis={"range": [-1, down * (_CELL + _GAP)], "visible": False, "fixedrange": True},
        hovermode="closest",
    )
    return figure


def _ordered(caseload: Caseload, order: Sequence[str]) -> list[str]:
    """All runners, those of `order` in front."""
    return list(dict.fromkeys([*order, *caseload.runners]))


def _rows(caseload: Caseload, runners: Sequence[str]) -> list[int]:
    """The runners' rows in the caseload, and so in a grid."""
    row = {runner: number for number, runner in enumerate(caseload.runners)}
    return [row[runner] for runner in runners]


def _lines(
    caseload: Caseload, weekly: pd.DataFrame, shown: Sequence[str], left: Column, base: Column
) -> Iterator[go.Scatter]:
    """One line a measure through all cells, whose lower left corners are given; a gap after each runner."""
    rows, gap = _rows(caseload, shown), np.full((len(shown), 1), np.nan)
    x = np.hstack([left[:, None] + np.arange(_across(weekly)) + 0.5, gap])
    week = np.hstack([_grid(caseload, weekly, "week")[rows], gap])
    for measure, style in MEASURES.items():
        scores = np.hstack([_grid(caseload, weekly, measure)[rows], gap])
        yield go.Scatter(
            x=x.ravel(),
            y=(scores + base[:, None]).ravel(),
            customdata=np.column_stack([week.ravel(), scores.ravel()]),
            name=measure,
            mode="lines+markers",
            connectgaps=False,
            line={**style, "width": 2},
            marker={"size": 4, "color": style["color"]},
            hovertemplate=f"{measure}, week %{{customdata[0]}}: %{{customdata[1]:.1f}}<extra></extra>",
        )


def _names(shown: Sequence[str], says: dict[str, str], left: Column, base: Column) -> go.Scatter:
    """Each runner's name over its cell, and what is said of it."""
    return go.Scatter(
        x=left,
        y=base + _CELL + 0.3,
        text=[f"<b>{_short(runner)}</b> {escape(says.get(runner, ''))}".strip() for runner in shown],
        mode="text",
        textposition="top right",
        textfont={"size": 12, "color": INK},
        hoverinfo="skip",
        showlegend=False,
    )


def _short(runner: str, most: int = 16) -> str:
    """A name in a figure as it is; Plotly takes some HTML, and what stands between two $ for mathematics."""
    return escape(runner if len(runner) <= most else f"{runner[: most - 1]}…").replace("$", "&#36;")


def _frames(left: Column, base: Column, weeks: int) -> go.Scatter:
    """The lines at 0, 5 and 10 of every cell."""
    x = np.column_stack([left, left + weeks, np.full(len(left), np.nan)])
    levels = [np.column_stack([base + level, base + level, np.full(len(left), np.nan)]) for level in (0, 5, 10)]
    line = {"color": LINE, "width": 1}
    return go.Scatter(
        x=np.tile(x.ravel(), 3),
        y=np.concatenate([level.ravel() for level in levels]),
        mode="lines",
        line=line,
        hoverinfo="skip",
        showlegend=False,
    )


def overview(caseload: Caseload, order: Sequence[str] = (), questionnaire: Questionnaire | None = None) -> go.Figure:
    """Every runner as a row of weeks, three times: felt glute work, tightness, worst pain; dark is high."""
    weekly = rated_weeks(caseload, questionnaire or shipped().check_in)
    names = _ordered(caseload, order)
    few = len(names) <= 2 * PER_PAGE
    axes = {f"xaxis{_nth(n)}": _weeks_axis(n, measure, _span(weekly)) for n, measure in enumerate(MEASURES, start=1)}
    figure = go.Figure(list(_strips(caseload, weekly, _rows(caseload, names))))
    figure.update_layout(
        **_layout(f"{counted(len(names), 'runner')}, a row each, {_span(weekly)}; an empty cell was not rated"),
        **axes,
        height=_HEAD + min(max(14 * len(names), 160), 1100),
        yaxis={
            "autorange": "reversed",
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
            "fixedrange": True,
            "tickvals": list(range(len(names))) if few else [],
            "ticktext": [_short(runner) for runner in names] if few else [],
        },
    )
    return figure


def _nth(number: int) -> str:
    """An axis's number as Plotly writes it: none for the first."""
    return str(number) if number > 1 else ""


def _strips(caseload: Caseload, weekly: pd.DataFrame, rows: Sequence[int]) -> Iterator[go.Heatmap]:
    """A strip a measure: the rows of its grid, on an axis of weeks of its own."""
    for number, measure in enumerate(MEASURES, start=1):
        yield go.Heatmap(
            z=_grid(caseload, weekly, measure)[rows],
            customdata=_grid(caseload, weekly, "week")[rows],
            zmin=0,
            zmax=10,
            colorscale=_RAMP,
            showscale=number == len(MEASURES),
            colorbar={"title": {"text": "0-10"}, "tickvals": [0, 5, 10], "thickness": 12},
            xaxis=f"x{_nth(number)}",
            hoverongaps=False,
            hovertemplate=f"{measure}, week %{{customdata}}: %{{z:.1f}}<br>row %{{y}}<extra></extra>",
        )


def _weeks_axis(number: int, measure: str, weeks: str) -> dict[str, Any]:
    """The axis under a third of the width; its weeks have numbers only where all runners' weeks are the same."""
    return {
        "domain": [(number - 1) / 3, number / 3 - 0.02],
        "title": {"text": f"{measure}, by week"},
        "fixedrange": True,
        "showgrid": False,
        "dtick": 1,
        "ticks": "",
        "zeroline": False,
        "showticklabels": weeks.startswith("weeks"),
    }


def _layout(title: str) -> dict[str, Any]:
    return {
        "title": {"text": title, "font": {"size": 15}, "x": 0, "xref": "paper"},
        "template": "none",
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"color": INK, "family": "system-ui, sans-serif", "size": 13},
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        "margin": {"l": 8, "r": 8, "t": 76, "b": 52},
        "dragmode": False,
    }


def in_words(caseload: Caseload, questionnaire: Questionnaire | None = None) -> str:
    """The figures' text alternative: how many runners, over which weeks, and how their last rated week stands."""
    weekly = rated_weeks(caseload, questionnaire or shipped().check_in)
    rated = weekly.groupby("runner").last()
    check_ins = caseload.frame[caseload.frame["kind"] == "check_in"]
    lights = check_ins.dropna(subset="light").groupby("runner", observed=True)["light"].last()
    counts = ", ".join(f"{int((lights == light).sum())} {light}" for light in LIGHTS)
    means = "; ".join(
        f"{measure.lower()} {rated[measure].median():.0f}" for measure in MEASURES if rated[measure].notna().any()
    )
    return (
        f"{counted(len(caseload.runners), 'runner')}, {_span(weekly)}. Pain at the last check-in that rated it: "
        f"{counts}. Median of each runner's last rated week, 0-10: {means or 'nothing was rated'}."
    )

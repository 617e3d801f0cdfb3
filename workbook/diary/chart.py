"""Check-ins -> a Plotly figure of felt glute activation and front-of-hip tightness across weeks."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from workbook.diary.check_in import CheckIn, weekly
from workbook.library.questions import Question, Questionnaire, Topic

LEAST_WEEKS = 6
"""The week axis reaches at least this far, so that it does not jump as weeks come in."""
MOST_WEEKS = 53
"""The last ones are drawn: a year. One check-in of long ago would press all others into a dot; the table has it."""
_GAP = 0.16
_MOST_TICKS = 14
_ROOM_FOR_WORDS = 0.32
"""Of the weeks' width, kept free at the left for the bands' words."""
_STYLE = {
    "left": {"color": "var(--left)", "symbol": "circle", "dash": "solid"},
    "right": {"color": "var(--right)", "symbol": "diamond", "dash": "dot"},
}

SCORES = {
    "range": [-0.4, 10.4],
    "tickvals": [0, 2, 4, 6, 8, 10],
    "fixedrange": True,
    "gridcolor": "var(--line)",
    "zeroline": False,
}
LOOK = {
    "height": 560,
    "dragmode": False,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "font": {"color": "var(--ink)", "family": "system-ui, sans-serif", "size": 14},
    "template": {},
}
"""How every chart of ratings looks; colours are CSS variables by name, and `SCORES` is the axis of the ratings."""
_LEGEND = {
    "showlegend": True,
    "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.07, "yanchor": "bottom"},
    "margin": {"l": 30, "r": 10, "t": 62, "b": 52},
    "hovermode": "closest",
}


def last_week(check_ins: Sequence[CheckIn], questionnaire: Questionnaire) -> int:
    """The last week of the axis."""
    rated = [max(weekly(check_ins, q.id), default=0) for q in questionnaire.questions]
    return max([LEAST_WEEKS, *rated])


def _domain(index: int, count: int) -> list[float]:
    height = (1 - _GAP * (count - 1)) / count
    top = 1 - index * (height + _GAP)
    return [max(0.0, top - height), top]


def _bands(topic: Topic, axis: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every second band shaded, and each band's word at its left end."""
    shapes, words = [], []
    low = 0.0
    for index, band in enumerate(topic.bands):
        high = band.to + 0.5 if band.to < 10 else 10.4
        box = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "yref": axis, "y0": low, "y1": high}
        shade = "var(--band)" if index % 2 else "rgba(0,0,0,0)"
        shapes.append({**box, "fillcolor": shade, "opacity": 0.09, "line": {"width": 0}, "layer": "below"})
        at = {"xref": "paper", "x": 0.008, "xanchor": "left", "yref": axis, "y": (low + high) / 2}
        words.append({**at, "text": band.word, "showarrow": False, "font": {"color": "var(--ink-soft)", "size": 12}})
        low = high
    return shapes, words


def _line(question: Question, topic: Topic, check_ins: Sequence[CheckIn], weeks: Sequence[int]) -> dict[str, Any]:
    """One question's line through the weeks, with a gap where a week has no answer."""
    rated = weekly(check_ins, question.id)
    style = _STYLE[question.side or "left"]
    return {
        "x": weeks,
        "y": [rated.get(week) for week in weeks],
        "name": (question.side or topic.name).capitalize(),
        "mode": "lines+markers",
        "connectgaps": False,
        "legendgroup": question.side,
        "line": {"color": style["color"], "dash": style["dash"], "width": 2.5},
        "marker": {"color": style["color"], "symbol": style["symbol"], "size": 10},
        "hovertemplate": f"{question.name}, week %{{x}}: %{{y:.1f}}<extra></extra>",
    }


def _heading(topic: Topic, top: float) -> dict[str, Any]:
    """A topic's name over its panel."""
    at = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": top, "yanchor": "bottom"}
    return {**at, "text": f"<b>{topic.name}</b>", "showarrow": False, "font": {"size": 15}}


def _weeks_axis(weeks: Sequence[int], panels: int) -> dict[str, Any]:
    return {
        "title": {"text": "Week"},
        "range": [weeks[0] - _ROOM_FOR_WORDS * (len(weeks) - 0.7), weeks[-1] + 0.3],
        "tickvals": weeks[:: ceil(len(weeks) / _MOST_TICKS)],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "anchor": f"y{panels}",
    }


def figure(check_ins: Sequence[CheckIn], questionnaire: Questionnaire) -> dict[str, Any]:
    """The figure as plain JSON: one panel a topic, 0-10 by week; a week without an answer is a gap in its line.

    Colours are CSS variables by name; whoever draws puts the page's own values in.
    """
    last = last_week(check_ins, questionnaire)
    weeks = list(range(max(0, last + 1 - MOST_WEEKS), last + 1))
    traces, shapes, words = [], [], []
    layout: dict[str, Any] = {"xaxis": _weeks_axis(weeks, len(questionnaire.topics))}
    for index, topic in enumerate(questionnaire.topics):
        axis = "y" if index == 0 else f"y{index + 1}"
        for question in (q for q in questionnaire.questions if q.topic == topic.id):
            line = _line(question, topic, check_ins, weeks)
            traces.append({"type": "scatter", **line, "yaxis": axis, "showlegend": index == 0})
        boxes, names = _bands(topic, axis)
        domain = _domain(index, len(questionnaire.topics))
        shapes += boxes
        words += [*names, _heading(topic, domain[1])]
        layout[f"yaxis{axis[1:]}"] = {**SCORES, "domain": domain}
    layout |= {**LOOK, **_LEGEND, "shapes": shapes, "annotations": words}
    return {"data": traces, "layout": layout}

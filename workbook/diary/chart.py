"""Check-ins -> a Plotly figure of small panels: felt glute work and tightness, each side apart, and rows below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from math import ceil
from typing import Any

from workbook.diary import pain
from workbook.diary.check_in import CheckIn, week_of, weekly
from workbook.diary.diary import SessionEntry
from workbook.library import Library
from workbook.library.names import injury_name
from workbook.library.questions import Question, Questionnaire, Topic

LEAST_WEEKS = 6
"""The week axis reaches at least this far, so that it does not jump as weeks come in."""
MOST_WEEKS = 53
"""The last ones are drawn: a year. One check-in of long ago would press all others into a dot; the table has it."""
_BETWEEN = 0.05
"""Of the width, between two panels side by side."""
_MOST_TICKS = 4
"""Weeks that are named below a panel; twice as many where it has the whole width."""
_MANY = 14
"""Weeks up to which points are large, and each bar has its number above it."""
_TICKS = 26
"""Pixels below each panel for its weeks."""
_RATED, _COUNTED = (54, 170), (34, 80)
"""Pixels of a row of ratings and of a row of bars: for its names, and of its panels."""
_STYLE = {
    "left": {"color": "var(--left)", "symbol": "circle", "dash": "solid"},
    "right": {"color": "var(--right)", "symbol": "diamond", "dash": "dot"},
}

SCORES: dict[str, Any] = {
    "range": [-0.4, 10.4],
    "tickvals": [0, 2, 4, 6, 8, 10],
    "fixedrange": True,
    "gridcolor": "var(--line)",
    "zeroline": False,
}
LOOK: dict[str, Any] = {
    "height": 560,
    "dragmode": False,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "font": {"color": "var(--ink)", "family": "system-ui, sans-serif", "size": 14},
    "template": {},
}
"""How every chart of ratings looks; colours are CSS variables by name, and `SCORES` is the axis of the ratings."""
_ROOM = 1.3
"""How much higher than its highest bar a row is: for the number above it."""
_AROUND = {"l": 84, "r": 8, "b": 48}


@dataclass(frozen=True)
class Row:
    """A number a week, drawn as bars in a row below the ratings."""

    name: str
    weeks: Mapping[int, int]
    """Week to its number; a week of which nothing was told is not there."""
    high: int
    bands: tuple[tuple[float, float, str], ...] = ()
    """From where to where each band reaches, and its words."""


def rows_below(check_ins: Sequence[CheckIn], sessions: Sequence[SessionEntry], library: Library) -> tuple[Row, ...]:
    """The worst pain of each week, a row for each place of which any was told, and the sessions that were done."""
    first = min((c.date for c in check_ins), default=None)
    if first is None:
        return ()
    most, found = library.check_in.pain_rule.amber_to, []
    bands = ((0, most + 0.5, f"up to {most}"), (most + 0.5, 10 * _ROOM, f"over {most}: stop"))
    for place in pain.places(check_ins, sessions):
        worst: dict[int, int] = {}
        for rating in pain.ratings(place, check_ins, sessions):
            week = week_of(rating.date, first)
            worst[week] = max(worst.get(week, 0), rating.score)
        found.append(Row(f"Worst pain: {injury_name(place, library)}", worst, 10, bands))
    done: dict[int, int] = {}
    for week in (week_of(s.date, first) for s in sessions if s.exercises_done):
        done[week] = done.get(week, 0) + 1
    for check_in in (c for c in check_ins if "sessions_done" in c.answers):
        week = week_of(check_in.date, first)
        done[week] = max(done.get(week, 0), check_in.answers["sessions_done"])
    return (*found, *([Row("Sessions done", done, max(3, *done.values()))] if done else []))


def weeks_shown(check_ins: Sequence[CheckIn], questionnaire: Questionnaire, below: Sequence[Row] = ()) -> list[int]:
    """The weeks of the axis, counted from the first check-in."""
    told = [*(weekly(check_ins, q.id) for q in questionnaire.questions), *(row.weeks for row in below)]
    last = max([LEAST_WEEKS, *(max(weeks, default=0) for weeks in told)])
    return list(range(max(0, last + 1 - MOST_WEEKS), last + 1))


@dataclass
class _Sheet:
    """The figure as it grows, row by row, each with its pixels for names and for panels."""

    weeks: Sequence[int]
    rows: Sequence[tuple[int, int]]
    traces: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[dict[str, Any]] = field(default_factory=list)
    words: list[dict[str, Any]] = field(default_factory=list)
    axes: dict[str, Any] = field(default_factory=dict)

    @property
    def _inside(self) -> int:
        """Pixels from the top of the first panel to the bottom of the last."""
        return sum(sum(row) + _TICKS for row in self.rows) - self.rows[0][0] - _TICKS

    def panel(self, row: int, place: int, of: int, scale: dict[str, Any]) -> str:
        """A new pair of axes, the number `place` of so many in its row; gives how Plotly writes its number."""
        number = len(self.axes) // 2 + 1
        name = str(number) if number > 1 else ""
        top = sum(sum(above) + _TICKS for above in self.rows[:row]) + self.rows[row][0] - self.rows[0][0]
        end = 1 - top / self._inside
        wide = (1 - _BETWEEN * (of - 1)) / of
        left = place * (wide + _BETWEEN)
        most = _MOST_TICKS if of > 1 else 2 * _MOST_TICKS
        self.axes[f"xaxis{name}"] = {
            "range": [self.weeks[0] - 0.5, self.weeks[-1] + 0.5],
            "tickvals": self.weeks[:: ceil(len(self.weeks) / most)],
            "tickangle": 0,
            "zeroline": False,
            "anchor": f"y{name}",
            "domain": [left, min(1.0, left + wide)],
            **({"title": {"text": "Week"}} if row == len(self.rows) - 1 else {}),
        }
        down = max(0.0, end - self.rows[row][1] / self._inside)
        frame = {"showline": True, "mirror": True, "linecolor": "var(--line)", "showgrid": False, "fixedrange": True}
        self.axes[f"xaxis{name}"] |= frame
        self.axes[f"yaxis{name}"] = {**scale, **frame, "zeroline": False, "anchor": f"x{name}", "domain": [down, end]}
        return name

    def band(self, axes: str, bands: Sequence[tuple[float, float, str]]) -> None:
        """Shades every second band of a panel, and names each at the left edge."""
        across = {"type": "rect", "xref": f"x{axes} domain", "x0": 0, "x1": 1, "yref": f"y{axes}", "layer": "below"}
        for low, high, _ in bands[1::2]:
            shade = {"fillcolor": "var(--band)", "opacity": 0.12, "line": {"width": 0}}
            self.shapes.append({**across, "y0": low, "y1": high, **shade})
        middles = [(low + high) / 2 for low, high, _ in bands]
        self.axes[f"yaxis{axes}"] |= {"tickvals": middles, "ticktext": [name for *_, name in bands]}

    def say(self, text: str, axes: str, above: int, heading: bool = False) -> None:
        """Words so many pixels above a panel, at its left end; a heading begins at the edge of the figure."""
        at = {"xref": f"x{axes} domain", "x": 0, "xanchor": "left", "yref": f"y{axes} domain", "y": 1}
        shift = {"xshift": -_AROUND["l"] if heading else 0, "yshift": above, "yanchor": "bottom"}
        said = escape(text, quote=False)
        look = {"text": f"<b>{said}</b>" if heading else said, "font": {"size": 15 if heading else 13}}
        self.words.append({**at, **shift, **look, "showarrow": False})

    @property
    def figure(self) -> dict[str, Any]:
        """Plain JSON."""
        around = {**_AROUND, "t": self.rows[0][0]}
        layout = {
            **LOOK,
            "font": {**LOOK["font"], "size": 13},
            "height": self._inside + around["t"] + around["b"],
            "margin": around,
            "showlegend": False,
            "hovermode": "closest",
            "bargap": 0.3,
            **self.axes,
            "shapes": self.shapes,
            "annotations": self.words,
        }
        return {"data": self.traces, "layout": layout}


def _bands(topic: Topic) -> list[tuple[float, float, str]]:
    """From where to where each band reaches, and its word with its scores."""
    found, low = [], 0
    for one in topic.bands:
        scores = str(low) if low == one.to else f"{low}–{one.to}"
        name = f"{escape(one.word, quote=False)}{'<br>' if one.to - low > 1 else ' '}{scores}"
        found.append((low - 0.5 if low else -0.4, one.to + 0.5 if one.to < 10 else 10.4, name))
        low = one.to + 1
    return found


def _rate(sheet: _Sheet, row: int, topic: Topic, asked: Sequence[Question], check_ins: Sequence[CheckIn]) -> None:
    """A row of panels: 0-10 by week, a gap where a week has no answer, and the bands named at the left edge."""
    for place, question in enumerate(asked):
        scale = {"range": SCORES["range"], "showticklabels": place == 0}
        axes = sheet.panel(row, place, len(asked), scale)
        sheet.band(axes, _bands(topic))
        line = _line(question, topic, check_ins, sheet.weeks)
        sheet.traces.append({"type": "scatter", **line, "xaxis": f"x{axes}", "yaxis": f"y{axes}"})
        if place == 0:
            sheet.say(topic.name, axes, 24, heading=True)
        if len(asked) > 1:
            sheet.say(question.side.capitalize() if question.side else question.name, axes, 3)


def _line(question: Question, topic: Topic, check_ins: Sequence[CheckIn], weeks: Sequence[int]) -> dict[str, Any]:
    """One question's line through the weeks, with a gap where a week has no answer."""
    rated = weekly(check_ins, question.id)
    style, few = _STYLE[question.side or "left"], len(weeks) <= _MANY
    return {
        "x": weeks,
        "y": [rated.get(week) for week in weeks],
        "name": (question.side or topic.name).capitalize(),
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"color": style["color"], "dash": style["dash"], "width": 2.5 if few else 1.5},
        "marker": {"color": style["color"], "symbol": style["symbol"], "size": 9 if few else 5},
        "hovertemplate": f"{escape(question.name, quote=False)}, week %{{x}}: %{{y:.1f}}<extra></extra>",
    }


def _count(sheet: _Sheet, row: int, what: Row) -> None:
    """A row of bars."""
    axes = sheet.panel(row, 0, 1, {"range": [0, what.high * _ROOM], "tickvals": [0, what.high]})
    if what.bands:
        sheet.band(axes, what.bands)
    told = [what.weeks.get(week) for week in sheet.weeks]
    bars: dict[str, Any] = {"x": sheet.weeks, "y": told, "name": what.name, "marker": {"color": "var(--ink-soft)"}}
    if len(sheet.weeks) <= _MANY:
        numbers = ["" if number is None else str(number) for number in told]
        bars |= {"text": numbers, "textposition": "outside", "textangle": 0, "cliponaxis": False}
    bars["hovertemplate"] = f"{escape(what.name, quote=False)}, week %{{x}}: %{{y}}<extra></extra>"
    sheet.traces.append({"type": "bar", **bars, "xaxis": f"x{axes}", "yaxis": f"y{axes}"})
    sheet.say(what.name, axes, 6, heading=True)


def figure(check_ins: Sequence[CheckIn], questionnaire: Questionnaire, below: Sequence[Row] = ()) -> dict[str, Any]:
    """The figure as plain JSON: a row of panels a topic, left beside right, and a row of bars for each of `below`.

    Colours are CSS variables by name; whoever draws puts the page's own values in.
    """
    asked = {t.id: [q for q in questionnaire.questions if q.topic == t.id] for t in questionnaire.topics}
    topics = [topic for topic in questionnaire.topics if asked[topic.id]]
    rows = [*(_RATED for _ in topics), *(_COUNTED for _ in below)]
    sheet = _Sheet(weeks_shown(check_ins, questionnaire, below), rows)
    for row, topic in enumerate(topics):
        _rate(sheet, row, topic, asked[topic.id], check_ins)
    for row, what in enumerate(below, start=len(topics)):
        _count(sheet, row, what)
    return sheet.figure

"""What the page says on each of its views to three made-up runners, and in its scripts.

Tables, small print (sources, and what a rule rests on), links to papers, and the names of papers, exercises, muscles
and injuries are left out.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import ipywidgets as ipw

from tests.helpers.reading.data import Read
from tests.helpers.reading.measure import syllables
from tests.helpers.written_runners import EDITED, KIT, START
from widgets.controls.questions import Questions
from widgets.dashboard import Dashboard
from widgets.parts.citation import short_name
from workbook.case import Case
from workbook.diary.diary import Performed, SessionEntry
from workbook.library import Library
from workbook.paper.calendar_file import entries, session_days
from workbook.paper.handout import contents

SCRIPTS = Path(__file__).parents[3] / "widgets" / "controls" / "scripts"
WEEKS = 5
_BLOCKS = frozenset(
    ("p", "li", "ul", "ol", "dt", "dd", "summary", "details", "label", "legend", "button", "figcaption")
)
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "div", "section", "article", "br"}
_UNREAD = frozenset(("table", "small", "svg", "style", "script", "cite"))
_ASKED = ("title", "text", "legend", "label", "hint", "answer", "low_word", "high_word")
"""Fields of a question, and of its options, that are read."""


_UNREAD_ON_PAPER = frozenset(("svg", "sources"))


class _Said(HTMLParser):
    """The texts of HTML, a block's each."""

    def __init__(self) -> None:
        super().__init__()
        self.texts, self._unread = [""], [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unread[1:]:
            self._unread += [tag] * (tag == self._unread[-1])
        elif tag in _UNREAD or (tag == "a" and ("target", "_blank") in attrs):
            self._unread.append(tag)
        elif tag in _BLOCKS:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._unread[1:] and tag == self._unread[-1]:
            self._unread.pop()
        elif tag in _BLOCKS:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self._unread[1:]:
            self.texts[-1] += data


def _of_html(html: str) -> list[str]:
    said = _Said()
    said.feed(html)
    return [text for part in said.texts if (text := " ".join(part.split()))]


def _of_items(value: Any) -> Iterator[str]:
    """What questions ask, in whatever they are held."""
    if isinstance(value, dict):
        yield from (text for field in _ASKED if isinstance(text := value.get(field), str) and text)
        value = list(value.values())
    if isinstance(value, list):
        yield from (text for one in value for text in _of_items(one))


def _of_widget(widget: ipw.Widget) -> Iterator[str]:
    if isinstance(widget, ipw.HTML):
        yield from _of_html(widget.value)
    elif isinstance(widget, ipw.Button):
        yield widget.description
    elif isinstance(widget, Questions):
        yield from _of_items(widget.items)
    for child in getattr(widget, "children", ()):
        yield from _of_widget(child)


def _nameless(library: Library) -> Callable[[str], str]:
    """What makes a text in which exercises, muscles, injuries and papers have no names."""
    exercises, injuries = library.exercises.values(), library.injuries.values()
    names = {one.name for one in exercises}
    names |= {muscle for one in exercises for muscle in one.muscles if syllables(muscle) > 2}
    names |= {name for one in injuries for name in (one.name, *one.also_called)}
    names |= {short_name(reference) for reference in library.references.values()}
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return partial(re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.I).sub, "it")


def _sore() -> Case:
    """A runner with a sore knee who did the sessions of five weeks and checked in after each."""
    case = Case()
    case.told_day = START + dt.timedelta(weeks=WEEKS)
    case.answer(injuries={"pfp": "sore"}, equipment=KIT, start=START, screened=dict.fromkeys(case.unanswered, START))
    for number, pain in enumerate((2, 3, 2, 6, 2)):
        first = START + dt.timedelta(weeks=number)
        for letter, days in (("A", 0), ("B", 3)):
            session = next(s for s in case.programme.sessions if s.letter == letter)
            done = tuple(Performed(exercise=p.exercise.id, rounds=p.rounds) for p in session.prescriptions)
            day = first + dt.timedelta(days=days)
            case.record(
                SessionEntry(id=f"{letter}-{day}", date=day, edited=EDITED, week=1, letter=letter, performed=done)
            )
        felt = {"glute_left": 4, "glute_right": 5, "tight_left": 3, "tight_right": 3, "effort": 6}
        pains = {"pain_during:pfp": pain, "pain_morning:pfp": max(pain - 1, 0)}
        case.check_in(first + dt.timedelta(days=4), {**felt, **pains, "sessions_done": 2})
    return case


def _flagged() -> Case:
    case = Case()
    case.answer(red_flags=("deep_hip_pain", "pelvic_floor", "low_back_pain"))
    return case


def runners() -> dict[str, Case]:
    """Three runners who between them see most of the page."""
    return {"a first visit": Case(), "a sore knee, five weeks on": _sore(), "a safety sign": _flagged()}


def views() -> Iterator[Read]:
    """What each view says to each of them, and what stands around the views."""
    for runner, case in runners().items():
        page = Dashboard(case)
        page.settle()
        boxes = {view.name: view.box for view in page.views}
        around = ipw.VBox([part for part in page.page.children if part not in boxes.values()])
        nameless = _nameless(case.library)
        for name, box in {**boxes, "around all": around}.items():
            yield f"{name}: {runner}", [nameless(text) for text in _of_widget(box)]


def _of_guide(value: Any, key: str = "") -> Iterator[str]:
    """The texts of the printed guide's contents, whatever they are held in."""
    if isinstance(value, str) and key not in _UNREAD_ON_PAPER:
        yield value
    elif isinstance(value, dict):
        yield from (text for name, part in value.items() for text in _of_guide(part, name))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in _of_guide(part, key))


def paper() -> Iterator[Read]:
    """What the printed guide and the calendar say."""
    case = _sore()
    nameless = _nameless(case.library)
    guide = contents(case.profile, case.programme, case.library, "a4", asked=False)
    yield "the printed guide", [nameless(text) for text in _of_guide(guide)]
    days = session_days(case.profile, case.library, START.weekday())
    noted = entries(case.programme.sessions, START, days)
    lines = dict.fromkeys(line for one in noted for line in (one.title, *one.details.split("\n")) if line)
    yield "the calendar", [nameless(line) for line in lines]


_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\w])//[^\n]*", re.S)
_QUOTED = re.compile(r"\"((?:\\.|[^\"\\\n])*)\"|`((?:\\.|[^`\\])*)`")


def _of_script(script: str) -> Iterator[str]:
    """The sentences among a script's strings; what is filled in is a word."""
    for found in _QUOTED.finditer(_COMMENT.sub("", script)):
        text = re.sub(r"\$\{[^}]*\}", "it", found[1] or found[2] or "")
        yield from (one for one in _of_html(text) if re.search(r" .*[.?!]$", one))


def scripts() -> Iterator[Read]:
    """What the page's scripts say by themselves, in the folders that hold them."""
    for folder in (SCRIPTS, *sorted(path for path in SCRIPTS.iterdir() if path.is_dir())):
        texts = [text for file in sorted(folder.glob("*.js")) for text in _of_script(file.read_text(encoding="utf-8"))]
        if texts and folder.name != "author":
            yield f"scripts, {folder.name}", texts
